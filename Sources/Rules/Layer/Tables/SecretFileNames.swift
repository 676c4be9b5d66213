import Findings
import Images

/// Files in which tools keep passwords and tokens, by the end of their path.
enum CredentialFiles {
  static let endings = [
    ".netrc", "_netrc", ".pypirc", ".pgpass", ".my.cnf", ".mylogin.cnf", ".git-credentials", ".dockercfg",
    ".dockerconfigjson", ".docker/config.json", ".config/containers/auth.json", "containers/0/auth.json",
    ".kube/config", "kubeconfig", "etc/kubernetes/admin.conf", ".aws/credentials", ".azure/accessTokens.json",
    ".azure/msal_token_cache.json", ".azure/service_principal_entries.json",
    "gcloud/application_default_credentials.json", "gcloud/credentials.db", "gcloud/access_tokens.db",
    ".config/gh/hosts.yml", ".config/hub", ".config/glab-cli/config.yml", ".config/doctl/config.yaml",
    ".config/rclone/rclone.conf", ".s3cfg", ".boto", ".htpasswd", ".vault-token", "credentials.tfrc.json",
    "terraform.tfstate", "terraform.tfstate.backup", "terraform.tfvars", "credentials.json",
    "credential.json",
    "service-account.json", "service_account.json", "serviceAccountKey.json", "serviceaccount.json",
    "service-account-key.json", "client_secret.json", "firebase-adminsdk.json", "config/master.key",
    "config/secrets.yml.key", ".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials",
    ".composer/auth.json", ".config/composer/auth.json", "settings-security.xml", "wp-config.php",
    "krb5.keytab", ".ansible/vault_pass", ".vault_pass", "vault_password", "secret_token.rb", ".s3fs-passwd",
    ".passwd-s3fs", "rabbitmq/.erlang.cookie", ".erlang.cookie", "filezilla/sitemanager.xml",
    "recentservers.xml",
    ".remote-sync.json", "sftp-config.json", ".esmtprc", ".msmtprc", ".fetchmailrc", "proftpdpasswd",
    ".tugboat",
  ]

  /// Files that name registries and hold a token only with some users.
  static let registryEndings = [
    ".npmrc", ".yarnrc.yml", "pip.conf", ".m2/settings.xml", ".gradle/gradle.properties", "NuGet.Config",
    ".bundle/config", ".condarc",
  ]
}

/// The names under which files of environment variables lie about.
enum EnvironmentFiles {
  private static let variants = [
    "backup", "bak", "ci", "dev", "development", "docker", "live", "local", "old", "orig", "preprod",
    "private",
    "prod", "production", "qa", "save", "secret", "secrets", "shared", "stage", "staging", "test", "testing",
    "uat",
    "development.local", "production.local", "staging.local", "test.local",
  ]

  /// `.env.prod` and, in one word, `.prodenv`.
  static let names =
    [".env", ".env~", ".envrc"] + variants.map { ".env." + $0 } + variants.map { ".\($0)env" }

  /// `production.env`, but no file that shows how such a one looks.
  static func isNamed(_ path: ArchivePath) -> Bool {
    let name = path.name.lowercased()
    return !["example", "sample", "template", "dist", "default", "schema"].contains { name.contains($0) }
  }
}

/// The names of files that hold private keys.
enum KeyFiles {
  static let names = [
    "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk", "identity.pem",
    "private.key",
    "private.pem", "private_key.pem", "private-key.pem", "privatekey.pem", "privkey.pem", "key.pem",
    "server.key",
    "server-key.pem", "client.key", "client-key.pem", "tls.key", "ssl.key", "ca.key", "ca-key.pem",
    "rootCA.key",
    "jwt.key", "jwtRS256.key", "signing.key", "domain.key", "localhost.key", "localhost-key.pem",
    "secring.gpg",
    "age.key",
  ]

  /// Containers of private keys, each with its own format.
  static let suffixes = [
    ".p12", ".pfx", ".pkcs12", ".ppk", ".jks", ".keystore", ".kdbx", ".ovpn", ".psafe3", ".agilekeychain",
    ".keychain", ".p8", ".pvk", ".bek",
  ]

  /// Stores of certificates that are trusted hold no private key.
  static func mayHoldKey(_ path: ArchivePath) -> Bool {
    let name = path.name.lowercased()
    return !["trust", "cacerts", "snakeoil"].contains { name.contains($0) }
  }
}
