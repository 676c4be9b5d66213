/// Passwords in the own syntax of a service or a tool: known by the words around them.
extension SecretType {
  static let services: [SecretType] = [
    written(
      "windows-account-password", "password in a Windows net command",
      Trigger(#"\bnet[ ](?:user|use)[ ][^\r\n]{1,160}[ ]"#, ignoresCase: true, .line(bytes: 180)),
      #"(?i)\bnet (?:user [\w.\-]{1,64} |use [^\r\n]{0,120}?/user:[^\s]{1,64} |use [a-z*]: [^\s]{1,100} (?=[^\s]{6,100} /user:))([^\s*/%"'$<][^\s"'\x00-\x1f\x7f-\xff]{5,100})"#,
      check: .password, found: ["net user svc_deploy {leet} /add", "net use X: \\\\a\\b /user:bob {leet}"],
      ignored: ["net user svc_deploy * /add", "net use X: \\\\server2\\backup /persistent:no"]),
    written(
      "client-option-password", "password in an option of a database or file client",
      Trigger(
        #"\b(?:sqlcmd|bcp|smbclient|lftp|ncftpput|mongo(?:sh|dump|restore)?|cqlsh|isql|xfreerdp|rdesktop|ipmitool|impacket-\w{1,16})[ ][^\r\n|;&]{0,160}(?:-[PUpu]|--user|/p:)"#,
        .line(bytes: 200)),
      #"\b(?:(?:sqlcmd|bcp|mongo(?:sh|dump|restore)?|cqlsh|ipmitool) (?:[^\r\n|;&]{0,160}? )?-[Pp] ?["']?|smbclient (?:[^\r\n|;&]{0,160}? )?(?:-U|--user)[ =]["']?[^\s%"']{1,64}%|lftp (?:[^\r\n|;&]{0,160}? )?(?:-u|--user)[ =]["']?[\w.@\-]{1,64},["']?|ncftpput (?:[^\r\n|;&]{0,160}? )?-p ?["']?|xfreerdp (?:[^\r\n|;&]{0,160}? )?/p:["']?)([^\s"'$<\-][^\s"'\x00-\x1f\x7f-\xff]{5,100})"#,
      check: .password,
      found: [
        "sqlcmd -S db -U sa -P {leet} -Q x", "smbclient //a/b -U 'ACME\\bob%{leet}'",
        "lftp -u bob,'{leet}' a",
      ],
      ignored: [
        "sqlcmd -S db -U sa -P $SA_PASSWORD", "mongodump --port 27017 -p", "smbclient //a/b -U bob%$PASSWORD",
      ]),
    written(
      "openssl-key-password", "password in an openssl enc command",
      Trigger(#"\bopenssl[ ](?:enc|aes-?[0-9])[^\r\n|;&]{0,160}-k[ ]{1,3}["']?[^\s"'$-]"#, .line(bytes: 200)),
      #"\bopenssl (?:enc|aes-?[0-9])[^\r\n|;&]{0,160}? -k {1,3}["']?([^\s"'$\-][^\s"'\x00-\x1f\x7f-\xff]{5,100})"#,
      check: .password, found: ["openssl enc -aes-256-cbc -k {leet} -in a"],
      ignored: ["openssl enc -aes-256-cbc -k $KEY -in a1"]),
    written(
      "jwt-call-secret", "signing key in a JWT call",
      Trigger(
        #"jwt\.(?:sign|verify|encode|decode)\([^\r\n]{1,100},[ ]?["'`][^"'`\s]{8}"#, ignoresCase: true,
        .line(bytes: 160)),
      #"(?i)jwt\.(?:sign|verify|encode|decode)\([^\r\n]{1,100}?,[ ]?["'`]([^"'`\s$]{8,128})["'`]"#,
      check: .password, found: ["jwt.sign({sub: 1}, '{48 b62}')"],
      ignored: ["jwt.verify(token, 'HS256')", "jwt.sign(data, `${key1}`)"]),
    written(
      "user-password-option", "user and password in an option of an HTTP client",
      Trigger(
        #"(?:CURLOPT_(?:PROXY)?USERPWD|\bUSERPWD)["']?(?:,|[ ]{0,3}=>?|[ ])[ ]{0,3}["'][^"':\s]{1,64}:"#,
        .line(bytes: 120)),
      #"(?:CURLOPT_(?:PROXY)?USERPWD|\bUSERPWD)["']?(?:,|[ ]{0,3}=>?|[ ])[ ]{0,3}["'][^"':\s]{1,64}:([^"'\s$%{]{6,100})["']"#,
      check: .password, found: ["curl_setopt($c, CURLOPT_USERPWD, \"app:{leet}\");"],
      ignored: ["curl_setopt($c, CURLOPT_USERPWD, \"user:password\");"]),
    written(
      "snmp-user-password", "password of an SNMP user",
      Trigger(#"\bcreateUser[ \t]{1,8}[^\r\n]{1,120}(?:MD5|SHA)"#, .within(bytes: 160)),
      #"\bcreateUser[ \t]{1,8}(?:-e [^\s]{1,64} )?[\w.\-]{1,64}[ \t]{1,8}(?:MD5|SHA(?:-[0-9]{3})?)[ \t]{1,8}["']?([^\s"'$<]{6,100})"#,
      found: ["createUser nms SHA \"{leet}\" AES \"{leet}\""], ignored: ["createUser nms SHA $PASS1"]),
    written(
      "network-device-password", "password or key in a network device's configuration",
      Trigger(
        #"(?:(?:password|secret)[ ][05789][ ]|(?:tacacs|radius)-server[ ](?:host[ ][^\s]{1,40}[ ])?key[ ]|snmp-server[ ]community[ ]|\bkey-string[ ]|\b(?:ro|rw)community[ ])"#,
        .within(bytes: 80)),
      #"(?:(?:username [\w.\-]{1,40} (?:privilege [0-9]{1,2} )?|enable |^ ?)(?:password|secret) [05789] |(?:tacacs|radius)-server (?:host [^\s]{1,40} )?key (?:[067] )?|snmp-server[ ]community[ ]|^\s{0,8}key-string[ ](?:[067] )?|^(?:ro|rw)community[ ])["']?(?!public\b|private\b)(?=[^\s\x00-\x1f\x7f-\xff]{0,60}[0-9A-Z])([^\s"'<${][^\s"'\x00-\x1f\x7f-\xff]{5,128})"#,
      entropy: 2.5,
      found: [
        "username noc privilege 15 password 7 {18 HEX}", "tacacs-server key {leet}",
        "snmp-server community {leet} RO",
      ],
      ignored: [
        "snmp-server community public RO", "snmp-server community private group network-admin",
        "tacacs-server key <key1>",
      ]),
    written(
      "plain-scheme-password", "plain-text password in a user list",
      Trigger(#":\{(?:PLAIN|CLEARTEXT|CLEAR)\}[^\s:]{4}"#, .within(bytes: 40)),
      #":\{(?:PLAIN|CLEARTEXT|CLEAR)\}([^\s:]{4,100})"#,
      found: ["bob@acme.io:{PLAIN}{leet}:5000:5000::/home::"],
      ignored: ["bob:{PLAIN}:5000", "scheme:{CLEAR} text1"]),
    written(
      "openvpn-static-key", "static key of an OpenVPN connection",
      Trigger(#"-----BEGIN OpenVPN Static key V1-----"#, .within(bytes: 40)),
      #"-----BEGIN OpenVPN[ ]Static key V1-----\s{1,4}((?:[0-9a-f]{32}\s{1,4}){6})"#, entropy: 3,
      found: [
        "-----BEGIN OpenVPN " + "Static key V1-----\n"
          + Array(repeating: "{32 hex}\n", count: 16).joined() + "-----END OpenVPN Static key V1-----"
      ],
      ignored: ["-----BEGIN OpenVPN " + "Static key V1-----\n...\n"]),
    written(
      "gossip-key", "gossip encryption key of a cluster",
      Trigger(#"\bencrypt["']?[ ]{0,20}[:=][ ]{0,4}["'][0-9A-Za-z+/]{22}"#, .within(bytes: 60)),
      #"\bencrypt["']?[ ]{0,20}[:=][ ]{0,4}["']((?:[0-9A-Za-z+/]{43}=|[0-9A-Za-z+/]{22}==))["']"#,
      entropy: 3.5,
      found: ["encrypt = \"{32 bytes}\"", "\"encrypt\": \"{16 bytes}\","],
      ignored: ["encrypt = \"base64-of-32-bytes\""]),
    written(
      "ceph-key", "key of a Ceph user",
      Trigger(#"\bkey[ ]=[ ]AQ[0-9A-Za-z+/]{36}=="#, .within(bytes: 48)),
      #"\bkey = (AQ[0-9A-Za-z+/]{36}==)"#, entropy: 3.5, found: ["\tkey = AQ{36 b64}=="],
      ignored: ["\tkey = {{ ceph_key_1 }}"]),
    written(
      "conda-token", "token in a Conda channel URL",
      Trigger(#"/t/[a-z]{2}-[0-9a-f]{8}"#, .within(bytes: 120)),
      #"https?://[^\s/@"']{1,80}/t/([a-z]{2}-[0-9a-f\-]{32,40})/"#,
      found: ["- https://conda.acme.io/t/ac-{uuid}/main"],
      ignored: ["https://conda.acme.io/t/<TOKEN>/main"]),
    written(
      "subversion-password", "password in Subversion's credential store",
      Trigger(#"^password\r?\nV [0-9]{1,3}\r?\n"#, .within(bytes: 24)),
      #"^password\r?\nV [0-9]{1,3}\r?\n([^\r\n]{4,128})\r?$"#,
      found: ["K 8\npassword\nV 14\n{leet}\nEND"], ignored: ["K 8\npasstype\nV 6\nsimple\nEND"]),
    written(
      "liberty-password", "obfuscated password in an application server's configuration",
      Trigger(#"="\{xor\}[0-9A-Za-z+/]{6}"#, .within(bytes: 24)), #"="(\{xor\}[0-9A-Za-z+/]{6,200}={0,2})""#,
      found: ["<user name=\"a\" password=\"{xor}{20 b64}\"/>"],
      ignored: ["<user name=\"a\" password=\"{xor}\"/>"]),
    written(
      "erlang-cookie", "Erlang cluster cookie",
      Trigger(#"-setcookie[ ]{1,4}[^\s$<{]{6}"#, .within(bytes: 32)),
      #"-setcookie {1,4}["']?([^\s"'$<{][^\s"'\x00-\x1f\x7f-\xff]{5,120})"#,
      found: ["-setcookie {32 UP}"], ignored: ["-setcookie $COOKIE1", "-setcookie ${ERLANG_COOKIE}"]),
    written(
      "cloud-init-password", "account password in a cloud-init configuration",
      Trigger(#"\bchpasswd:\s"#, .within(bytes: 16)),
      #"\bchpasswd:\s+(?:expire: ?\w+\s+)?list:[ ]?(?:\|-?[^\S\n]*\n\s*(?:- )?|\s+- )["']?[\w.\-]{1,32}:(?!RANDOM\b|R\b)([^\s"'$*!{<][^\s"'\x00-\x1f\x7f-\xff]{3,100})"#,
      found: ["chpasswd:\n  expire: false\n  list: |\n    root:{leet}\n"],
      ignored: ["chpasswd:\n  list: |\n    root:RANDOM\n", "chpasswd: {expire: false}"]),
    written(
      "openwrt-wireless-key", "key in an OpenWrt configuration",
      Trigger(
        #"\boption[ \t]{1,4}(?:key|password|psk|sae_password|auth_secret)[ \t]{1,4}["'][^"'\r\n]{8}"#,
        .within(bytes: 40)),
      #"\boption[ \t]{1,4}(?:key|password|psk|sae_password|auth_secret)[ \t]{1,4}["'](?!/)([^"'\r\n$]{8,100})["']"#,
      found: ["\toption key '{camel}'"],
      ignored: ["option key '$WIFI_KEY1'", "option key '/etc/ssl/key.pem'"]),
    written(
      "typed-password", "password that a test or script types",
      Trigger(
        #"(?:passw(?:or)?d[^\r\n]{0,40}\.(?:type|fill|send_?keys|setvalue)\(["'`]|(?:fill|type)\(["'][^"'\r\n]{0,40}passw(?:or)?d[^"'\r\n]{0,20}["'],[ ]?["'`]|\bsend[ ](?:--[ ])?"[^"\s$]{6,64}\\[rn]")"#,
        ignoresCase: true, .line(bytes: 150)),
      #"(?:(?i:passw(?:or)?d)[^\r\n]{0,40}\.(?i:type|fill|send_?keys|setvalue)\(["'`]|(?:fill|type)\(["'][^"'\r\n]{0,40}(?i:passw(?:or)?d)[^"'\r\n]{0,20}["'],[ ]?["'`]|\bsend (?:-- )?"(?=[^"\s$]{6,64}\\[rn]"))([^"'`\s\\]{6,64})(?:["'`]|\\[rn]")"#,
      check: .password,
      found: [
        "cy.get('input[name=password]').type('{leet}')", "page.fill('#password', '{leet}')",
        "send \"{leet}\\r\"",
      ],
      ignored: [
        "cy.get('input[name=password]').type('password1')", "send \"exit\\r\"",
        "page.fill('#password', pass1)",
      ]),
    written(
      "noted-password", "password in a note",
      Trigger(
        #"(?:\bpassw(?:or)?[dt][ ]is[ ](?:now[ ])?|\bpw(?:[ ]is(?:[ ]now)?[ ]|:[ ]{1,2})|\b(?:admin|root|administrator|postgres|oracle|guest|demo|deploy|sysadmin)[ ]/[ ])[^\s]{6}|(?:密码|密碼|口令|パスワード|비밀번호|пароль|Пароль)(?:[ ]{0,2}[:=]|：)[ ]{0,2}[!-~]{6}"#,
        ignoresCase: true, .line(bytes: 40)),
      #"(?:(?i:\bpassw(?:or)?[dt] is (?:now )?|\bpw(?: is(?: now)? |: {1,2}))|\b(?:admin|root|administrator|postgres|oracle|guest|demo|deploy|sysadmin) / |(?:密码|密碼|口令|パスワード|비밀번호|пароль|Пароль)(?:[ ]{0,2}[:=]|：)[ ]{0,2})["'`]?([^\s"'`|,;<>(){}\x00-\x1f\x7f-\xff]{6,64})"#,
      check: .password,
      found: [
        "vpn pw is now {leet}", "admin login: admin / {leet}", "the password is {wordyear}",
        "dba_wang 密码: {leet}", "redis 密码：{leet}", "Пароль: {leet}",
      ],
      ignored: [
        "the password is required2", "pw: string2", "admin / user2", "密码: ${PASSWORD1}", "пароль: string2",
        "密码：请输入密码", "if the password is utf8 text",
      ]),
    written(
      "rsyslog-database-password", "database password in a log service's configuration",
      Trigger(#":om(?:mysql|pgsql):[^\s,]{1,64},"#, .within(bytes: 80)),
      #":om(?:mysql|pgsql):[^\s,]{1,64},[^\s,]{1,64},[^\s,]{1,64},([^\s;,\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["*.info :ommysql:10.0.0.21,Syslog,rsyslog,{leet}"],
      ignored: [":ommysql:10.0.0.21,Syslog,rsyslog,;RSYSLOG_1"]),
    written(
      "oracle-connect-password", "password in an Oracle connect string",
      Trigger(
        #"\b(?:sqlplus|connect|conn|expdp|impdp|sqlldr|rman)[ ][^\r\n]{0,40}\b[a-z0-9_]{1,32}/[^\s/@"'$<]{4,40}@"#,
        ignoresCase: true, .line(bytes: 140)),
      #"(?i)\b(?:sqlplus|connect|conn|expdp|impdp|sqlldr|rman) (?:[^\r\n]{0,40}? )?["']?\w{1,32}/([^\s/@"'$<\x00-\x1f\x7f-\xff]{6,40})@"#,
      check: .password,
      found: ["CONNECT sys/{wordyear}@10.0.0.1:1521/ORCL AS SYSDBA", "sqlplus -s app/{leet}@db"],
      ignored: ["sqlplus app/$PASSWORD@db", "connect app/password1@db", "connect to a/b2@c.example.org"]),
    written(
      "ftp-database-password", "database password in an FTP server's configuration",
      Trigger(#"\bSQLConnectInfo[ \t]"#, .within(bytes: 16)),
      #"\bSQLConnectInfo[ \t]{1,8}[^\s]{1,100}[ \t]{1,8}[^\s]{1,64}[ \t]{1,8}["']?([^\s"'$<\x00-\x1f\x7f-\xff]{4,100})"#,
      found: ["SQLConnectInfo proftpd@10.0.0.14 ftpd {leet}"],
      ignored: ["SQLConnectInfo proftpd@10.0.0.14 ftpd\n"]),
    written(
      "wandb-login-key", "Weights & Biases API key in a login call",
      Trigger(#"wandb\.login\("#, .within(bytes: 16)),
      #"wandb\.login\([^)\r\n]{0,80}?key[ ]?=[ ]?["']([0-9a-f]{40})["']"#, entropy: 3,
      found: ["wandb.login(key='{40 hex}')"], ignored: ["wandb.login(key=os.environ['WANDB_KEY1'])"]),
  ]
}
