import Findings

/// Files of servers and their tools that hold keys and passwords in a form of their own.
extension StructuredFile {
  static let operations: [StructuredFile] = [
    file(
      "shared-key-file", "key shared by the members of a service",
      FileNames(
        names: [
          ".erlang.cookie", "mongo-keyfile", "mongodb-keyfile", "mongodb.key", "admin.password",
          "identity.secret", ".vault_pass", ".vault_pass.txt", ".vault-pass", ".vault_password",
        ],
        paths: ["releases/cookie", "varnish/secret", "mongo/keyfile", "mongodb/keyfile"], endings: [".psk"],
        example: "etc/varnish/secret"), .whole, fields: ["*"], found: "{uuid}", ignored: "generated at start"),
    file(
      "pre-shared-key-file", "pre-shared key of a peer",
      FileNames(paths: ["racoon/psk.txt", "ipsec/psk.txt"], example: "etc/racoon/psk.txt"),
      .wordColumns(secret: 1), fields: ["password"], found: "10.160.94.3\tTr0ub4dor",
      ignored: "# 10.160.94.3 Tr0ub4dor"),
    file(
      "tls-pre-shared-key", "pre-shared key of a TLS client",
      FileNames(names: ["psk.txt", "pskfile", "psk_file"], example: "etc/stunnel/psk.txt"), .lastColumn,
      fields: ["password"], found: "relay:{64 hex}", ignored: "# identity:key\nHow to make one: see below"),
    file(
      "time-server-key", "key of a time server",
      FileNames(names: ["chrony.keys", "ntp.keys"], paths: ["ntp/keys"], example: "etc/chrony/chrony.keys"),
      .wordColumns(secret: 2), fields: ["password"], found: "12 SHA1 HEX:{40 HEX}",
      ignored: "# 12 SHA1 HEX:00"
    ),
    file(
      "cluster-key", "key shared by the members of a cluster",
      FileNames(paths: ["ha.d/authkeys", "heartbeat/authkeys"], example: "etc/ha.d/authkeys"),
      .wordColumns(secret: 2), fields: ["password"], found: "auth 2\n2 sha1 {40 hex}",
      ignored: "auth 1\n1 crc"),
    file(
      "web-mount-password", "password of a WebDAV mount",
      FileNames(paths: ["davfs2/secrets"], example: "etc/davfs2/secrets"), .wordColumns(secret: 2),
      fields: ["password"], found: "https://dav.acme.io/a scanner \"Zwei Birnen\"",
      ignored: "# https://dav.acme.io/a scanner Tr0ub4dor"),
    file(
      "monitoring-macro", "password in a Nagios macro",
      FileNames(names: ["resource.cfg"], example: "etc/nagios/resource.cfg"), .lines, fields: ["$user*"],
      isStrict: true, found: "$USER1$=/usr/lib/nagios/plugins\n$USER4$=Tr0ub4dor",
      ignored: "$USER1$=/usr/lib/nagios/plugins"),
    file(
      "splunk-credential", "credential in a Splunk configuration",
      FileNames(
        names: ["inputs.conf", "outputs.conf", "server.conf"], example: "etc/system/local/inputs.conf"),
      .lines, fields: ["token", "pass4symmkey", "sslpassword"], isStrict: true,
      found: "[http://events]\ntoken = {uuid}", ignored: "[http]\ndisabled = 0\nsslPassword = $7$"),
    file(
      "log-forwarder-key", "shared key of a log forwarder",
      FileNames(
        names: ["td-agent.conf", "fluent.conf", "fluentd.conf"], example: "etc/td-agent/td-agent.conf"),
      .words, fields: ["shared_key"], found: "<security>\n  shared_key Tr0ub4dor\n</security>",
      ignored: "<security>\n  shared_key \"#{ENV['KEY1']}\"\n</security>"),
    file(
      "realm-password", "password in a user realm file",
      FileNames(
        names: [
          "jetty-realm.properties", "realm.properties", "users.properties", "mgmt-users.properties",
          "application-users.properties",
        ],
        example: "opt/activemq/conf/jetty-realm.properties"), .realm, fields: ["*"],
      found: "admin: Tr0ub4dor, admin",
      ignored: "# user: password, role\nguest:\nusers.title=All 5 users\nusers.icon=icon-2"),
    file(
      "management-password", "Java management password",
      FileNames(names: ["jmxremote.password", "jmx.password"], example: "opt/app/conf/jmxremote.password"),
      .wordColumns(secret: 1), fields: ["password"], found: "monitorRole Tr0ub4dor",
      ignored: "# monitorRole QED"),
    file(
      "ci-target-token", "token of a Concourse target",
      FileNames(names: [".flyrc"], example: "root/.flyrc"), .yaml, fields: ["value"], isStrict: true,
      found: "targets:\n  main:\n    token:\n      type: bearer\n      value: {43 b62}",
      ignored: "targets:\n  main:\n    api: https://ci.acme.io"),
    file(
      "vault-start-keys", "Vault unseal key or root token",
      FileNames(
        names: ["vault-init.json", "vault-keys.json", "cluster-keys.json"], example: "root/vault-init.json"),
      .json, fields: ["keys", "keys_base64", "unseal_keys_b64", "unseal_keys_hex", "root_token"],
      isStrict: true, severity: .critical, found: "{\"keys_base64\": [\"{33 bytes}\"]}",
      ignored: "{\"unseal_threshold\": 3}"),
    file(
      "service-mesh-token", "token of a Consul agent",
      FileNames(names: ["consul.json"], example: "etc/consul.d/consul.json"), .json,
      fields: ["agent", "initial_management", "agent_recovery", "master", "replication", "encrypt"],
      isStrict: true, found: "{\"acl\": {\"tokens\": {\"agent\": \"{uuid}\"}}}",
      ignored: "{\"acl\": {\"default_policy\": \"deny\"}}"),
    file(
      "gateway-credential", "credential in an API gateway configuration",
      FileNames(names: ["kong.yml", "kong.yaml"], example: "etc/kong/kong.yml"), .yaml,
      fields: ["key", "secret"], found: "keyauth_credentials:\n- key: {32 b62}",
      ignored: "plugins:\n- name: key-auth\n  config:\n    key_names: [apikey]"),
    file(
      "connection-pool-password", "password of a connection pool user",
      FileNames(names: ["pool_passwd"], example: "etc/pgpool2/pool_passwd"), .lastColumn,
      fields: ["password"],
      found: "app:md5{32 hex}", ignored: "# app:md5"),
    file(
      "object-mount-passphrase", "credential in an S3QL authentication file",
      FileNames(names: ["authinfo2"], example: "root/.s3ql/authinfo2"), .lines,
      fields: ["backend-password", "fs-passphrase"], found: "[s3]\nbackend-password: {30 b62}",
      ignored: "[s3]\nstorage-url: s3://acme"),
    file(
      "object-server-user", "password of an OpenStack Swift user",
      FileNames(names: ["proxy-server.conf"], example: "etc/swift/proxy-server.conf"), .lines,
      fields: ["user_*"], isStrict: true,
      found: "[filter:tempauth]\nuser_media_upload = Tr0ub4dor1 .admin", ignored: "[DEFAULT]\nuser = swift"),
    file(
      "network-inventory-password", "password in a network device inventory",
      FileNames(paths: ["oxidized/router.db"], example: "var/lib/oxidized/router.db"), .columns(secret: 3),
      found: "10.30.0.1:ios:oxidized:Tr0ub4dor:enable", ignored: "10.30.0.1:ios:up"),
  ]
}
