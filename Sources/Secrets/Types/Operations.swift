import Findings

/// Passwords in the settings and commands of servers and their tools: known by the directive that they stand behind.
extension SecretType {
  static let operations: [SecretType] = [
    written(
      "vpn-client-password", "password in a VPN client's configuration",
      Trigger(
        #"\b(?:ipsec|xauth)[ ](?:obfuscated[ ])?(?:secret|password)[ ]"#, ignoresCase: true,
        .within(bytes: 40)
      ),
      #"(?i)\b(?:ipsec|xauth)[ ](?:obfuscated[ ])?(?:secret|password)[ ](?=[^\s]{0,100}[0-9!#$%&*@])([^\s\x00-\x1f\x7f-\xff]{4,128})"#,
      found: ["IPSec secret {leet}", "Xauth password {leet}"],
      ignored: ["IPSec ID office", "the IPSec secret is agreed on"]),
    written(
      "power-supply-password", "password of a UPS monitor",
      Trigger(#"\bMONITOR[ \t]{1,8}[^\s]{1,64}@[^\s]{1,64}[ \t]{1,8}[0-9]"#, .within(bytes: 150)),
      #"(?<![#])(?<![#][ ])\bMONITOR[ \t]{1,8}[^\s]{1,64}@[^\s]{1,64}[ \t]{1,8}[0-9]{1,2}[ \t]{1,8}[^\s]{1,64}[ \t]{1,8}([^\s\x00-\x1f\x7f-\xff]{4,128})[ \t]{1,8}(?:master|slave|primary|secondary)"#,
      found: ["MONITOR rack@10.0.0.14 1 upsmon {leet} slave"],
      ignored: [
        "MONITOR the ups@home 1 of 2", "# MONITOR ups@host 1 upsmon {leet} slave",
        "MONITOR ups@host 1 user <password1> slave",
      ]),
    written(
      "snmp-trap-community", "SNMP trap community string",
      Trigger(#"authcommunity[ \t]{1,8}[a-z]{3,8}"#, ignoresCase: true, .within(bytes: 40)),
      #"(?i)\bauthcommunity[ \t]{1,8}(?:log|execute|net)(?:,(?:log|execute|net)){0,2}[ \t]{1,8}(?!(?:public|private)\b)([^\s"'\x00-\x1f\x7f-\xff]{4,64})"#,
      found: ["authCommunity log,execute {8 b62}"], ignored: ["authCommunity log public"]),
    written(
      "routing-key", "routing protocol key",
      Trigger(#"message-digest-key[ ][0-9]{1,3}[ ]md5[ ]"#, .within(bytes: 40)),
      #"message-digest-key[ ][0-9]{1,3}[ ]md5[ ](?:[057][ ])?([^\s\x00-\x1f\x7f-\xff]{4,64})"#,
      found: ["ip ospf message-digest-key 1 md5 {16 b62}"], ignored: ["ip ospf message-digest-key 1 md5"]),
    written(
      "monitoring-plugin-password", "password in a monitoring plugin command",
      Trigger(#"/check_[a-z_0-9]{2,24}[ ][^\r\n|;]{0,200}[ ](?:-p|--password)[ =]"#, .line(bytes: 280)),
      #"/check_[a-z_0-9]{2,24}[ ][^\r\n|;]{0,200}?(?<=[ ])(?:-p|--password)[ =]["']?(?![0-9]{1,6}["']?(?:\s|\z))([^\s"'$/\-][^\s"'\x00-\x1f\x7f-\xff]{3,100})"#,
      found: ["command[a]=/usr/lib/nagios/plugins/check_mysql -H db -u nagios -p '{leet}' -S"],
      ignored: [
        "/usr/lib/nagios/plugins/check_tcp -H web -p 8443",
        "/usr/lib/nagios/plugins/check_disk -w 20% -p /var/lib",
        "/usr/lib/nagios/plugins/check_pgsql -p $ARG1$",
      ]),
    written(
      "mail-server-database-password", "database password in a mail server's configuration",
      Trigger(#"\b(?:mysql|pgsql)_servers[ ]{0,4}=[ ]{0,4}[^\s]"#, .line(bytes: 40)),
      #"\b(?:mysql|pgsql)_servers[ ]{0,4}=[ ]{0,4}[^\s/:]{1,100}/[^\s/:]{1,64}/[^\s/:]{1,64}/([^\s:${\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["hide mysql_servers = 10.1.4.7/mail/exim/{leet}"],
      ignored: ["hide mysql_servers = ${lookup{a}b}", "mysql_servers = localhost/mail/exim"]),
    written(
      "proxy-peer-password", "parent proxy password",
      Trigger(#"\bcache_peer[ ][^\r\n]{0,160}login=[^\s:]{1,64}:"#, .line(bytes: 240)),
      #"\bcache_peer[ ][^\r\n]{0,160}?login=[^\s:*]{1,64}:([^\s\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["cache_peer 10.40.1.1 parent 8080 0 no-query login=branch:{leet}"],
      ignored: [
        "cache_peer 10.40.1.1 parent 8080 0 login=PASS", "cache_peer a parent 3128 0 login=*:password",
      ]),
    written(
      "mount-password", "password in mount options",
      Trigger(
        #"user(?:name)?=[^\s,"']{1,64},[^\s"']{0,80}\bpass(?:word)?="#, ignoresCase: true, .line(bytes: 170)),
      #"(?i)\buser(?:name)?=[^\s,"']{1,64},(?:[^\s"']{0,80},)?pass(?:word)?=([^\s,"'$()\x00-\x1f\x7f-\xff]{4,100})"#,
      check: .password, found: ["//nas/scans /mnt cifs rw,username=scan,password={leet},uid=1000 0 0"],
      ignored: [
        "mount -o username=scan,password=$PASS1 //nas/a /mnt", "connect(username=a, password=b)",
        "connect(user=name,password=self_password)",
      ]),
    written(
      "sentinel-password", "Redis master password in a Sentinel configuration",
      Trigger(#"sentinel[ ]auth-pass[ ][^\s]"#, .within(bytes: 24)),
      #"(?<![#])(?<![#][ ])\bsentinel[ ]auth-pass[ ][^\s]{1,64}[ ]["']?([^\s"'\x00-\x1f\x7f-\xff]{4,128})"#,
      found: ["sentinel auth-pass mymaster {leet}"],
      ignored: [
        "# sentinel auth-pass <master-name> <password>",
        "# sentinel auth-pass mymaster MyLong--secret-passw0rd",
      ]),
    written(
      "java-option-password", "password in a Java option",
      Trigger(#"-Dbasicauth=[a-z0-9_.@-]{1,64}:"#, ignoresCase: true, .within(bytes: 80)),
      #"-Dbasicauth=[\w.@\-]{1,64}:([^\s"'$\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["SOLR_AUTHENTICATION_OPTS=\"-Dbasicauth=solr:{leet}\""],
      ignored: ["-Dbasicauth=$USER:$PASS", "-Dbasicauth=solr:"]),
    written(
      "router-login-password", "password in a router login file",
      Trigger(#"\badd[ \t]{1,8}password[ \t]{1,8}[!-~]{0,60}[.*0-9]"#, .within(bytes: 100)),
      #"\badd[ \t]{1,8}password[ \t]{1,8}[!-~]{0,60}[.*0-9][!-~]{0,60}[ \t]{1,8}\{?([^\s{}\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["add password 10.30.* {{leet}} {enable_{6 b62}}"],
      ignored: ["add user 10.30.* {backup}", "add password to the form"]),
    written(
      "name-server-console-key", "dnsdist console key",
      Trigger(#"setKey\(["'][0-9A-Za-z+/]{16}"#, .within(bytes: 40)),
      #"\bsetKey\(["']([0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=)["']\)"#, entropy: 4,
      found: ["setKey(\"{32 bytes}\")"], ignored: ["setKey(\"sessionUserPreferencesKey\")"]),
    written(
      "sip-module-key", "password or key of a SIP server's module",
      Trigger(
        #"modparam\(["'][a-z_|]{2,40}["'],[ ]{0,3}["'][a-z_]{0,24}(?:password|passwd|secret|key)["'],[ ]{0,3}["'][^"'\s]{6}"#,
        .within(bytes: 110)),
      #"\bmodparam\(["'][a-z_|]{2,40}["'],[ ]{0,3}["'][a-z_]{0,24}(?:password|passwd|secret|_key)["'],[ ]{0,3}["'](?=[^"'\s]{0,100}[0-9])([^"'\s/$]{6,128})["']\)"#,
      entropy: 2.75, found: ["modparam(\"topoh\", \"mask_key\", \"{20 b62}\")"],
      ignored: [
        "modparam(\"auth\", \"password_column\", \"password1\")",
        "modparam(\"tls\", \"private_key\", \"/etc/a1\")",
      ]),
    written(
      "piped-password", "password piped into a command",
      Trigger(
        #"\|[ ]{0,3}(?:sudo[ ]{1,3})?(?:sudo[ ]-S\b|openconnect[ ]|cryptsetup[ ]|kinit[ ]|passwd[ ]--stdin|smbpasswd[ ]|(?:docker|podman|buildah|skopeo|helm|oras|crane|gpg2?)[ ][^\r\n|;]{0,120}--(?:password-stdin|passphrase-fd))"#,
        .line(bytes: 300)),
      #"\b(?:echo|printf)[ ]{1,3}(?:-[en]{1,2}[ ]{1,3})?["']?(?![\w%]{0,8}[$%\\])([^\s"'$|\\<>]{4,128})(?:\\n)?["']?[ ]{0,3}\|[ ]{0,3}(?:sudo[ ]{1,3})?(?:sudo[ ]-S\b|openconnect[ ]|cryptsetup[ ]|kinit[ ]|passwd[ ]--stdin|smbpasswd[ ]|(?:docker|podman|buildah|skopeo|helm|oras|crane|gpg2?)[ ][^\r\n|;]{0,120}--(?:password-stdin|passphrase-fd))"#,
      found: [
        "echo '{leet}' | openconnect --user=a --passwd-on-stdin vpn.acme.io",
        "echo {20 b62} | docker login -u robot --password-stdin registry.acme.io",
      ],
      ignored: [
        "echo \"$TOKEN\" | docker login --password-stdin r.acme.io", "echo started | logger -t openconnect",
        "echo 'options' | sudo tee /etc/kinit",
      ]),
    written(
      "command-environment-password", "password in an environment variable of a client",
      Trigger(
        #"\b(?:PGPASSWORD|MYSQL_PWD|SSHPASS|REDISCLI_AUTH|BORG_PASSPHRASE|RESTIC_PASSWORD|GPG_PW|FTP_PASSWORD|CURL_PASSWORD)["']?[ ]{0,3}[=:][ ]{0,3}["']?[^\s"'$]{4}"#,
        .within(bytes: 48)),
      #"\b(?:PGPASSWORD|MYSQL_PWD|SSHPASS|REDISCLI_AUTH|BORG_PASSPHRASE|RESTIC_PASSWORD|GPG_PW|FTP_PASSWORD|CURL_PASSWORD)["']?[ ]{0,3}[=:][ ]{0,3}["']?(?=[^\s"']{0,100}[0-9!@#%^&*]|(?:[^\s"']{0,40}[a-z][A-Z]){3})([^\s"'$`<({,;][^\s"'`;(){}\[\]\x00-\x1f\x7f-\xff]{5,128})(?<!,)(?=["'\s\x00]|\z)"#,
      found: ["PGPASSWORD={leet} psql -h db -U app", "GPG_PW='{leet}'"],
      ignored: [
        "PGPASSWORD=$DB_PASSWORD psql", "PGPASSWORD=postgres psql -U postgres",
        "PGPASSWORD=\"${PASS1}\" psql",
        "env PGPASSWORD=<password1> psql", "run(env=dict(os.environ, PGPASSWORD=db.settings_password))",
        "PGPASSWORD=params[\"password1\"]",
      ]),
    written(
      "credential-object", "password in a Jenkins credential script",
      Trigger(#"UsernamePasswordCredentialsImpl\("#, .within(bytes: 34)),
      #"\bUsernamePasswordCredentialsImpl\([^()\r\n]{1,240},\s{0,4}["']([^"'\r\n$]{4,100})["']\s{0,4}\)"#,
      found: [
        "new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, 'a', 'b', 'deployer', '{leet}')"
      ],
      ignored: ["new UsernamePasswordCredentialsImpl(scope, id, description, user, password)"]),
    written(
      "worker-password", "Buildbot worker or user password",
      Trigger(
        #"worker\.Worker\(["'][^"'\r\n]{1,64}["'],[ ]{0,3}["']|UserPasswordAuth\([ ]{0,3}[{\[]"#,
        .within(bytes: 100)),
      #"(?:\bworker\.Worker\(["'][^"'\r\n]{1,64}["'],[ ]{0,3}|\bUserPasswordAuth\([ ]{0,3}[{\[]\(?[ ]{0,3}["'][^"'\r\n]{1,64}["'][ ]{0,3}[:,][ ]{0,3})["']([^"'\s$]{6,100})["']"#,
      found: ["worker.Worker(\"deb12\", \"{leet}\")", "util.UserPasswordAuth({\"release\": \"{leet}\"})"],
      ignored: ["worker.Worker(name, password)", "util.UserPasswordAuth({\"release\": PASSWORD})"]),
    written(
      "cluster-join-key", "join key of a Kubernetes cluster",
      Trigger(#"certificate-?key[ :=]{1,3}["']?[0-9a-f]{64}"#, ignoresCase: true, .within(bytes: 84)),
      #"(?i:certificate-?key)[ :=]{1,3}["']?([0-9a-f]{64})\b"#, entropy: 3,
      found: ["certificateKey: {64 hex}", "kubeadm join 10.0.0.1 --certificate-key {64 hex}"],
      ignored: ["certificateKey: tls.key"]),
    written(
      "loggly-template-token", "Loggly token in a log template",
      Trigger(#"[0-9a-f]{12}@41058"#, .within(bytes: 48)), "\\[(\(NamedValue.uuid))@41058", entropy: 3,
      found: ["[{uuid}@41058 tag=\\\"rsyslog\\\"]"], ignored: ["[TOKEN@41058 tag=\\\"rsyslog\\\"]"]),
    written(
      "hadoop-storage-key", "Azure storage key in a Hadoop or Spark setting",
      Trigger(#"fs\.azure\.account\.key\.[a-z0-9.-]{1,80}"#, .within(bytes: 104)),
      #"fs\.azure\.account\.key\.[a-z0-9.\-]{1,80}[\\"']{0,3}(?:\s{0,3}[,=:]?\s{0,3}|</name>\s{0,20}<value>)[\\"']{0,3}([0-9A-Za-z+/]{86}==)"#,
      entropy: 4.5,
      found: [
        "<name>fs.azure.account.key.acme.blob.core.windows.net</name><value>{86 b64}==</value>",
        "set(\\\"fs.azure.account.key.acme.dfs.core.windows.net\\\", \\\"{86 b64}==\\\")",
      ],
      ignored: ["spark.conf.set(\"fs.azure.account.key.acme.dfs.core.windows.net\", key)"]),
    written(
      "replication-password", "replication password of a database cluster",
      Trigger(#"wsrep_sst_auth[ ]{0,4}=[ ]{0,4}["']?[^\s:]{1,64}:"#, .within(bytes: 100)),
      #"\bwsrep_sst_auth[ ]{0,4}=[ ]{0,4}["']?[^\s:"']{1,64}:([^\s"'$<\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["wsrep_sst_auth = sst_user:{leet}"], ignored: ["wsrep_sst_auth = <user>:<password1>"]),
    written(
      "stored-session-password", "password in an HTTPie session",
      Trigger(#""raw_auth"[ ]{0,3}:[ ]{0,3}"[^"\s:]{1,64}:"#, .within(bytes: 90)),
      #""raw_auth"[ ]{0,3}:[ ]{0,3}"[^"\s:]{1,64}:([^"\s\x00-\x1f\x7f-\xff]{4,100})""#,
      found: ["\"raw_auth\": \"svc-admin:{leet}\""], ignored: ["\"raw_auth\": \"\""]),
    written(
      "basic-auth-option", "password in a basic authentication option",
      Trigger(#"--basic[_-]auth[= ]["']?[^\s:"'$]{1,64}:[^\s"'$]{4}"#, .within(bytes: 90)),
      #"--basic[_\-]auth[= ]["']?[^\s:"'$\[\]]{1,64}:([^\s"'$\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["celery flower --port=5555 --basic_auth=ops:{leet}"],
      ignored: ["celery flower --basic_auth=$USER:$PASS", "celery flower --basic-auth=user:password"]),
    written(
      "web-server-dns-token", "DNS provider token in a web server's configuration",
      Trigger(
        #"\bdns[ ](?:cloudflare|digitalocean|hetzner|duckdns|gandi|linode|vultr|dnsimple)[ ][0-9A-Za-z_-]{20}"#,
        .within(bytes: 40)),
      #"\bdns[ ](?:cloudflare|digitalocean|hetzner|duckdns|gandi|linode|vultr|dnsimple)[ ]([0-9A-Za-z_\-]{24,80})\b"#,
      entropy: 3.3, found: ["dns cloudflare {40 b62}"], ignored: ["dns cloudflare {env.CLOUDFLARE_API_TOKEN}"]
    ),
    .named(
      "one-time-password-seed", "one-time password seed", #"(?:totp|otp|mfa)[_\-]?(?:seed|secret|key)"#,
      #"(?=[A-Z]{0,40}[2-7])[A-Z2-7]{16,64}"#, trigger: "(?:totp|otp|mfa)[_-]?(?:seed|secret|key)",
      entropy: 3,
      docs: "https://www.rfc-editor.org/rfc/rfc6238", found: ["totp_seed = \"{32 b32}\""],
      ignored: ["OTP_SECRET_KEY_NAME=OTPSECRETKEYNAME"]),
    .named(
      "gotify-token", "Gotify token", "gotify", #"[AC][0-9A-Za-z._\-]{14}"#, entropy: 3,
      severity: .medium, docs: "https://gotify.net/docs/pushmsg",
      found: ["GOTIFY_TOKEN=A{14 b62}"], ignored: ["gotify_client=ApplicationNames"]),
    .token(
      "wireguard-preshared-key", "WireGuard pre-shared key", "PresharedKey",
      #"[ \t]{0,4}=[ \t]{0,4}([0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=)"#,
      entropy: 4, check: .base64Of32Bytes, docs: "https://www.wireguard.com/",
      found: ["PresharedKey = {32 bytes}"], ignored: ["PresharedKey = <key>"]),
    SecretType(
      id: "shiro-password-hash", title: "password hash of a Java application's user",
      trigger: Trigger(#"\$shiro1\$SHA-[0-9]{3}\$"#, .within(bytes: 20)),
      pattern: #"\$shiro1\$SHA-[0-9]{3}\$[0-9]{1,8}\$[0-9A-Za-z+/]{8,64}={0,2}\$[0-9A-Za-z+/]{27,120}={0,2}"#,
      edges: .open, longest: 280, entropy: 3.3, check: .none, severity: .low, confidence: .firm,
      docs: "https://shiro.apache.org/configuration.html",
      found: ["admin = $shiro1$SHA-256$500000${22 b64}==${43 b64}=, admin"],
      ignored: ["admin = $shiro1$SHA-256$500000$"]),
    SecretType(
      id: "directory-password-hash", title: "password hash in a directory or user list",
      trigger: Trigger(
        #"\{(?:SSHA|SHA|SMD5|PBKDF2|ARGON2|SSHA256|SSHA384|SSHA512|SHA256|SHA512|PBKDF2[_-]SHA[0-9]{1,3})\}[0-9A-Za-z+/$]{8}"#,
        .within(bytes: 32)),
      pattern:
        #"\{(?:SSHA|SHA|SMD5|PBKDF2|ARGON2|SSHA256|SSHA384|SSHA512|SHA256|SHA512|PBKDF2[_-]SHA[0-9]{1,3})\}([0-9A-Za-z+/$.,]{20,600}={0,2}(?:\$[0-9A-Za-z+/]{20,120}={0,2})?)"#,
      edges: .open, longest: 780, entropy: 3.3, check: .none, severity: .low, confidence: .firm,
      docs: "https://www.openldap.org/doc/admin26/security.html",
      found: ["olcRootPW: {SSHA}{32 b64}", "kiosk:{SHA}{27 b64}="],
      ignored: ["userPassword: {SSHA}", "schemes {SHA}{SSHA}{SMD5}{CRYPT}"]),
  ]
}
