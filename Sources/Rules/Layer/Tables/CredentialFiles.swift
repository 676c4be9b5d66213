import Findings

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
