import Findings

/// Tokens of package registries, container registries and container platforms.
extension SecretType {
  static let registries: [SecretType] = [
    .token(
      "npm-token", "npm access token", "npm_", "[0-9A-Za-z]{36}", check: .crc32Base62, severity: .critical,
      docs: "https://docs.npmjs.com/about-access-tokens", found: ["npm_{crc62 30}"]),
    .token(
      "npm-legacy-token", "legacy npm token", "_authToken",
      "[ \t]{0,4}=[ \t]{0,4}[\"']?(\(NamedValue.uuid))",
      severity: .critical, docs: "https://docs.npmjs.com/about-access-tokens",
      found: ["//registry.npmjs.org/:_authToken={uuid}"],
      ignored: ["//registry.npmjs.org/:_authToken=${NPM_TOKEN}"]),
    .token(
      "pypi-token", "PyPI upload token", "pypi-", "AgE[0-9A-Za-z_-]{60,400}", longest: 420, check: .macaroon,
      severity: .critical, docs: "https://pypi.org/help/#apitoken", found: ["pypi-{macaroon pypi.org}"]),
    .token(
      "rubygems-token", "RubyGems API key", "rubygems_", "[0-9a-f]{48}", severity: .critical,
      docs: "https://guides.rubygems.org/api-key-scopes/", found: ["rubygems_{48 hex}"]),
    .token(
      "crates-token", "crates.io API token", "cio", "[0-9A-Za-z]{32}",
      trigger: Trigger(#"\bcio[0-9A-Za-z]{32}"#, .starts(width: 35)), entropy: 3.8, severity: .critical,
      docs: "https://doc.rust-lang.org/cargo/reference/publishing.html", found: ["cio{32 b62}"]),
    .token(
      "nuget-key", "NuGet API key", "oy2", "[a-z2-7]{43}",
      trigger: Trigger(#"\boy2[a-z2-7]{16}"#, .starts(width: 19)), severity: .critical,
      docs: "https://learn.microsoft.com/nuget/nuget-org/publish-a-package", found: ["oy2{43 b32l}"]),
    .token(
      "artifactory-key", "Artifactory API key", "AKCp", "[0-9A-Za-z]{68,70}",
      docs: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
      found: ["AKCp{69 b62}"]),
    .token(
      "artifactory-reference-token", "Artifactory reference token", "cmVmd", "GtuOj[0-9A-Za-z]{54}",
      docs: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
      found: ["cmVmdGtuOj{54 b62}"], ignored: ["cmVmdGtuOj{9 b62}"]),
    .named(
      "artifactory-password", "Artifactory password or key", "(?:artifactory|jfrog)", "[0-9A-Za-z]{40,80}",
      trigger: "(?:artifactory|jfrog)[a-z0-9_.-]{0,12}(?:key|token|pass|secret|pwd)", longest: 260,
      entropy: 3.8,
      docs: "https://jfrog.com/help/", found: ["ARTIFACTORY_API_KEY={64 b62}"],
      ignored: ["artifactory_key=name"]),
    .token(
      "packagist-token", "Packagist token", "packagist_", "(?:ort|out|uut|uat|ack|acs)_[0-9a-f]{68}",
      docs: "https://packagist.com/docs", found: ["packagist_ort_{68 hex}"]),
    .token(
      "clojars-token", "Clojars deploy token", "CLOJARS_", "[0-9a-f]{60}",
      docs: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens", found: ["CLOJARS_{60 hex}"]),
    .token(
      "docker-hub-token", "Docker Hub personal access token", "dckr_pat_", "[0-9A-Za-z_-]{27}",
      severity: .critical, docs: docker, found: ["dckr_pat_{27 b62}"]),
    .token(
      "docker-hub-organization-token", "Docker Hub organization access token", "dckr_oat_",
      "[0-9A-Za-z_-]{32}",
      severity: .critical, docs: docker, found: ["dckr_oat_{32 b62}"]),
    .token(
      "docker-swarm-join-token", "Docker Swarm join token", "SWMTKN-1-", "[0-9a-z]{50}-[0-9a-z]{25}",
      docs: "https://docs.docker.com/engine/swarm/join-nodes/", found: ["SWMTKN-1-{50 low}-{25 low}"]),
    .token(
      "docker-swarm-unlock-key", "Docker Swarm unlock key", "SWMKEY-1-", "[0-9A-Za-z+/]{43}",
      docs: "https://docs.docker.com/engine/swarm/swarm_manager_locking/", found: ["SWMKEY-1-{43 b62}"]),
    .token(
      "docker-registry-auth", "registry password in a Docker configuration", "\"auth\"",
      "[ \t\r\n]{0,8}:[ \t\r\n]{0,8}\"([0-9A-Za-z+/_=-]{8,400})\"", longest: 440, entropy: 2,
      check: .base64Credentials,
      severity: .critical, docs: "https://docs.docker.com/reference/cli/docker/login/",
      found: ["{\"auths\":{\"r.example.org\":{\"auth\": \"{basicauth}\"}}}"],
      ignored: ["\"auth\": \"required\""]),
    .token(
      "openshift-token", "OpenShift OAuth token", "sha256~", "[0-9A-Za-z_-]{43}",
      docs: "https://docs.openshift.com/container-platform/latest/authentication/index.html",
      found: ["sha256~{43 b62}"]),
    .token(
      "kubernetes-bootstrap-token", "Kubernetes bootstrap token", "", #"[a-z0-9]{6}\.[a-z0-9]{16}"#,
      trigger: Trigger(
        #"(?:token|--token)["']?[ =:]{1,3}["']?[a-z0-9]{6}\.[a-z0-9]{16}"#, .within(bytes: 23)), entropy: 3,
      docs: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
      found: ["kubeadm join 10.0.0.1:6443 --token {6 low}.{16 low}"], ignored: ["version {6 low}.{16 low}"]),
    .token(
      "kubeconfig-client-key", "client key in a kubeconfig", "client-key-data:",
      "[ \t]{0,4}[\"']?([0-9A-Za-z+/]{200,8000}={0,2})",
      longest: 8100, entropy: 4, check: .base64PrivateKey, severity: .critical,
      docs: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
      found: ["    client-key-data: {b64pem}"], ignored: ["    client-key-data: LS0t"]),
    .token(
      "cloudsmith-token", "Cloudsmith service token", "csa_", "[0-9a-zA-Z]{40}",
      docs: "https://help.cloudsmith.io/docs/api-key", found: ["csa_{40 hex}"]),
    .token(
      "gemfury-token", "Gemfury deploy token", "https://",
      "([0-9A-Za-z]{20,24}):?@(?:push|pull|pypi|npm|gem|yum|apt)\\.fury\\.io",
      trigger: Trigger(#"@(?:push|pull|pypi|npm|gem|yum|apt)\.fury\.io"#, .within(bytes: 64)),
      docs: "https://gemfury.com/help/tokens/", found: ["https://{20 b62}@pypi.fury.io/acme/"],
      ignored: ["https://pypi.fury.io/acme/"]),
    .token(
      "quay-robot-token", "Quay robot account token", "", "[0-9A-Z]{64}",
      trigger: Trigger(
        #"(?i)quay[a-z0-9_.-]{0,16}(?:token|pass|password|pwd|secret)["']?[ =:]{1,3}["']?"#, .within(bytes: 4)
      ),
      entropy: 4, docs: "https://docs.quay.io/glossary/robot-accounts.html", found: ["QUAY_PASSWORD={64 UP}"],
      ignored: ["quay_digest={64 hex}"]),
    .token(
      "hashicorp-vault-service-token", "Vault service token", "hvs.", "[0-9A-Za-z_-]{24,180}",
      severity: .critical,
      docs: vault, found: ["hvs.{95 b62}"]),
    .token(
      "hashicorp-vault-batch-token", "Vault batch token", "hvb.", "[0-9A-Za-z_-]{100,400}", longest: 420,
      severity: .critical, docs: vault, found: ["hvb.{150 b62}"]),
    .token(
      "hashicorp-vault-recovery-token", "Vault recovery token", "hvr.", "[0-9A-Za-z_-]{24,180}",
      severity: .critical, docs: vault, found: ["hvr.{60 b62}"]),
    .named(
      "hashicorp-vault-legacy-token", "legacy Vault token", "vault", #"s\.[0-9A-Za-z]{24}"#,
      severity: .critical, docs: vault, found: ["VAULT_TOKEN=s.{24 b62}"], ignored: ["VAULT_ADDR=s.example"]),
    .named(
      "hashicorp-vault-unseal-key", "Vault unseal key", "unseal[_ ]key(?: [0-9])?", "[0-9A-Za-z+/]{43,44}=?",
      severity: .critical,
      docs: vault, found: ["Unseal Key 1: {44 b62}"], ignored: ["unseal_key: see runbook"]),
    .token(
      "consul-token", "Consul ACL token", "", NamedValue.uuid,
      trigger: Trigger(
        #"(?i)consul[a-z0-9_.-]{0,16}token["']?[ \t]{0,3}[=:][ \t]{0,3}["']?"#, .within(bytes: 4)),
      severity: .high, docs: "https://developer.hashicorp.com/consul/docs/security/acl/tokens",
      found: ["CONSUL_HTTP_TOKEN={uuid}"], ignored: ["CONSUL_NODE_ID={uuid}"]),
    .token(
      "nomad-token", "Nomad ACL token", "", NamedValue.uuid,
      trigger: Trigger(
        #"(?i)nomad[a-z0-9_.-]{0,16}token["']?[ \t]{0,3}[=:][ \t]{0,3}["']?"#, .within(bytes: 4)),
      severity: .high, docs: "https://developer.hashicorp.com/nomad/tutorials/access-control",
      found: ["NOMAD_TOKEN={uuid}"], ignored: ["NOMAD_ALLOC_ID={uuid}"]),
    .token(
      "rancher-token", "Rancher API token", "token-", "[0-9a-z]{5}:[0-9a-z]{54}",
      docs: "https://ranchermanager.docs.rancher.com/api/api-tokens", found: ["token-{5 low}:{54 low}"]),
  ]

  private static let docker = "https://docs.docker.com/security/for-developers/access-tokens/"
  private static let vault = "https://developer.hashicorp.com/vault/docs/concepts/tokens"
}
