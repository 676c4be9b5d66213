import Findings

/// Tokens of code hosts and code search.
extension SecretType {
  static let sourceControl: [SecretType] = [
    .token(
      "github-personal-token", "GitHub personal access token", "ghp_", "[0-9A-Za-z]{36}",
      check: .crc32Base62, severity: .critical, docs: github, found: ["ghp_{crc62 30}"]),
    .token(
      "github-oauth-token", "GitHub OAuth access token", "gho_", "[0-9A-Za-z]{36}",
      check: .crc32Base62, severity: .critical, docs: github, found: ["gho_{crc62 30}"]),
    .token(
      "github-user-token", "GitHub App user token", "ghu_", "[0-9A-Za-z]{36}",
      check: .crc32Base62, severity: .critical, docs: github, found: ["ghu_{crc62 30}"]),
    .token(
      "github-server-token", "GitHub App installation token", "ghs_", "[0-9A-Za-z]{36}",
      check: .crc32Base62, severity: .high, docs: github, found: ["ghs_{crc62 30}"]),
    .token(
      "github-stateless-token", "GitHub App installation token in JWT form", "ghs_",
      #"[0-9]{1,20}_eyJ[0-9A-Za-z_\-]{10,1000}\.eyJ[0-9A-Za-z_\-]{10,3000}\.[0-9A-Za-z_\-]{20,1000}"#,
      longest: 5100, check: .jsonWebToken, severity: .high, docs: github, found: ["ghs_{7 digit}_{jwt}"],
      ignored: ["ghs_{7 digit}_eyJ{8 b62}"]),
    .token(
      "github-refresh-token", "GitHub App refresh token", "ghr_", "[0-9A-Za-z]{76}",
      check: .crc32Base62, severity: .critical, docs: github, found: ["ghr_{crc62 70}"]),
    .token(
      "github-fine-grained-token", "GitHub fine-grained personal access token", "github_pat_",
      "[0-9A-Za-z]{22}_[0-9A-Za-z]{59}", check: .githubFineGrained, severity: .critical, docs: github,
      found: ["{githubpat}"]),
    .named(
      "github-legacy-token", "legacy GitHub token", "github", "[0-9a-f]{40}",
      trigger: "github[a-z0-9_.-]{0,10}(?:token|pat|secret|key|oauth|auth)", longest: 200,
      docs: github, found: ["GITHUB_TOKEN={40 hex}", "github_oauth: \"{40 hex}\""],
      ignored: ["github_sha={40 hex}", "github.com/a/b/commit/{40 hex}"]),
    .token(
      "gitlab-personal-token", "GitLab personal access token", "glpat-", #"[0-9A-Za-z_\-]{20}"#,
      severity: .critical, docs: gitlab, found: ["glpat-{20 b62}"]),
    .token(
      "gitlab-routable-token", "GitLab routable token", "gl",
      #"(?:pat|dt|rt|soat|cbt|ptt|ft|agent)-(?:t1_)?[0-9A-Za-z_\-]{27,300}\.(?:[0-9a-z]{2}\.)?[0-9a-z]{9}"#,
      trigger: Trigger("gl(?:pat|dt|rt|soat|cbt|ptt|ft|agent)-", .within(bytes: 8)), longest: 340,
      check: .gitlabRoutable, severity: .critical, docs: gitlab, found: ["{gitlabroutable}"],
      ignored: ["glpat-{27 b62}.short"]),
    .token(
      "gitlab-deploy-token", "GitLab deploy token", "gldt-", #"[0-9A-Za-z_\-]{20}"#, docs: gitlab,
      found: ["gldt-{20 b62}"]),
    .token(
      "gitlab-feed-token", "GitLab feed token", "glft-", #"(?:[0-9A-Za-z_\-]{20}|[0-9a-f]{64}-[0-9]+)"#,
      severity: .medium, docs: gitlab, found: ["glft-{20 b62}"]),
    .token(
      "gitlab-scim-token", "GitLab SCIM OAuth token", "glsoat-", #"[0-9A-Za-z_\-]{20}"#, docs: gitlab,
      found: ["glsoat-{20 b62}"]),
    .token(
      "gitlab-feature-token", "GitLab feature flags client token", "glffct-", #"[0-9A-Za-z_\-]{20}"#,
      severity: .medium, docs: gitlab, found: ["glffct-{20 b62}"]),
    .token(
      "gitlab-runner-token", "GitLab runner authentication token", "glrt-",
      #"(?:t[1-3]_)?[0-9A-Za-z_\-]{20}"#,
      docs: gitlab, found: ["glrt-{20 b62}", "glrt-t1_{20 b62}"]),
    .token(
      "gitlab-runner-registration", "GitLab runner registration token", "GR1348941", #"[0-9A-Za-z_\-]{20}"#,
      docs: gitlab, found: ["GR1348941{20 b62}"]),
    .token(
      "gitlab-trigger-token", "GitLab pipeline trigger token", "glptt-", "[0-9a-f]{40}", docs: gitlab,
      found: ["glptt-{40 hex}"]),
    .token(
      "gitlab-job-token", "GitLab CI job token", "glcbt-", #"[0-9a-zA-Z]{1,5}_[0-9A-Za-z_\-]{20}"#,
      severity: .medium, docs: gitlab, found: ["glcbt-{2 b62}_{20 b62}"]),
    .token(
      "gitlab-mail-token", "GitLab incoming mail token", "glimt-", #"[0-9A-Za-z_\-]{25}"#, severity: .medium,
      docs: gitlab, found: ["glimt-{25 b62}"]),
    .token(
      "gitlab-agent-token", "GitLab agent for Kubernetes token", "glagent-", #"[0-9A-Za-z_\-]{50}"#,
      docs: gitlab, found: ["glagent-{50 b62}"]),
    .token(
      "gitlab-application-secret", "GitLab OAuth application secret", "gloas-", #"[0-9A-Za-z_\-]{64}"#,
      docs: gitlab, found: ["gloas-{64 b62}"]),
    .token(
      "gitlab-session-cookie", "GitLab session cookie", "_gitlab_session=", "[0-9a-f]{32}",
      severity: .medium, docs: gitlab, found: ["_gitlab_session={32 hex}"]),
    .token(
      "bitbucket-app-password", "Bitbucket app password", "ATBB", "[0-9A-Za-z]{24}[0-9A-F]{8}",
      check: .crc32UpperHex, severity: .critical, docs: atlassian, found: ["{ATBB 24}"]),
    .token(
      "bitbucket-access-token", "Bitbucket or Atlassian access token", "ATCTT3xFfGN0",
      #"[0-9A-Za-z_=\-]{100,400}[0-9A-F]{8}"#, longest: 430, check: .crc32UpperHex, severity: .critical,
      docs: atlassian, found: ["{ATCTT3xFfGN0 160}"]),
    .token(
      "atlassian-api-token", "Atlassian API token", "ATATT3", #"[0-9A-Za-z_=\-]{100,400}[0-9A-F]{8}"#,
      longest: 430, check: .crc32UpperHex, severity: .critical, docs: atlassian,
      found: ["{ATATT3 170}"]),
    .token(
      "bitbucket-data-center-token", "Bitbucket Data Center token", "BBDC-", "[0-9A-Za-z+/@_-]{44}",
      docs: atlassian, found: ["BBDC-{44 b62}"]),
    .named(
      "jira-data-center-token", "Jira or Confluence Data Center token", "(?:jira|confluence|atlassian)",
      "[MNO][A-Za-z0-9+/]{43}", check: .base64DigitsColon, docs: atlassian,
      found: ["JIRA_TOKEN={digitscolon}"], ignored: ["JIRA_TOKEN={12 low}"]),
    .named(
      "bitbucket-client-secret", "Bitbucket OAuth secret", "bitbucket", "[0-9A-Za-z]{32}",
      trigger: "bitbucket[a-z0-9_.-]{0,12}(?:secret|key|token|password)", longest: 200, docs: atlassian,
      found: ["bitbucket_client_secret = '{32 b62}'"], ignored: ["bitbucket.org/team/{32 b62}"]),
    .named(
      "gitea-token", "Gitea or Forgejo token", "(?:gitea|forgejo|codeberg)", "[0-9a-f]{40}",
      docs: "https://docs.gitea.com/development/api-usage", found: ["GITEA_TOKEN={40 hex}"],
      ignored: ["gitea_commit: latest"]),
    .token(
      "sourcegraph-token", "Sourcegraph access token", "sgp_", "(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}",
      docs: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
      found: ["sgp_{16 hex}_{40 hex}", "sgp_local_{40 hex}"]),
    .token(
      "sourcegraph-cody-token", "Sourcegraph Cody gateway key", "slk_", "[0-9a-f]{64}",
      docs: "https://sourcegraph.com/docs", found: ["slk_{64 hex}"]),
    .named(
      "gogs-token", "Gogs token", "gogs", "[0-9a-f]{40}",
      trigger: "gogs[a-z0-9_.-]{0,10}(?:token|key|secret)",
      longest: 200, docs: "https://gogs.io/docs", found: ["GOGS_TOKEN={40 hex}"], ignored: ["gogs_user=gogs"]),
    .named(
      "azure-devops-token", "Azure DevOps personal access token", "(?:azure|ado|vsts|devops|azdo)",
      "[a-z2-7]{52}",
      trigger: "azure_?devops|vsts|azdo|ado_(?:pat|token|key)",
      longest: 200, severity: .critical,
      docs: "https://learn.microsoft.com/azure/devops/organizations/accounts",
      found: ["AZURE_DEVOPS_PAT={52 b32l}", "vsts_token: {52 b32l}"], ignored: ["azure_devops_pat={30 b32l}"]),
  ]

  private static let github =
    "https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github"
  private static let gitlab = "https://docs.gitlab.com/security/tokens/"
  private static let atlassian =
    "https://support.atlassian.com/organization-administration/docs/understand-user-api-tokens/"
}
