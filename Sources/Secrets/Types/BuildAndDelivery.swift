import Findings

/// Tokens of build services, deployment tools and code quality services.
extension SecretType {
  static let buildAndDelivery: [SecretType] = [
    .token(
      "circleci-token", "CircleCI API token", "CCIPAT_", "[0-9A-Za-z]{22}_[0-9a-f]{40}",
      docs: "https://circleci.com/docs/managing-api-tokens/", found: ["CCIPAT_{22 b62}_{40 hex}"]),
    .token(
      "circleci-project-token", "CircleCI project token", "CCIPRJ_", "[0-9A-Za-z]{22}_[0-9a-f]{40}",
      docs: "https://circleci.com/docs/managing-api-tokens/", found: ["CCIPRJ_{22 b62}_{40 hex}"]),
    .named(
      "circleci-legacy-token", "legacy CircleCI token",
      // The token of a badge is made to be seen.
      #"(?<!svg[?&])(?<!shield[?&])circle(?:ci)?"#, "[0-9a-f]{40}",
      trigger: "circle(?:ci)?[a-z0-9_.-]{0,12}(?:token|key)", longest: 200,
      docs: "https://circleci.com/docs/managing-api-tokens/", found: ["CIRCLE_TOKEN={40 hex}"],
      ignored: [
        "circle_sha1={40 hex}", "https://circleci.com/gh/acme/tool.svg?style=svg&circle-token={40 hex}",
        "https://circleci.com/gh/acme/tool.svg?circle-token={40 hex}",
      ]),
    .token(
      "buildkite-token", "Buildkite API token", "bkua_", "[0-9a-f]{40}",
      docs: "https://buildkite.com/docs/apis/managing-api-tokens", found: ["bkua_{40 hex}"]),
    .token(
      "buildkite-agent-token", "Buildkite agent token", "bkct_", "[0-9A-Za-z_-]{40,200}",
      docs: "https://buildkite.com/docs/agent/v3/tokens", found: ["bkct_{60 b62}"]),
    .named(
      "travis-token", "Travis CI token", "travis", "[0-9A-Za-z_-]{22}",
      trigger: "travis[a-z0-9_.-]{0,12}(?:token|key|secret)", longest: 200, entropy: 3.5,
      docs: "https://docs.travis-ci.com/user/triggering-builds/", found: ["TRAVIS_API_TOKEN={22 b62}"],
      ignored: ["travis_token_name=staging"]),
    .named(
      "codecov-token", "Codecov upload token", "codecov", NamedValue.uuid,
      docs: "https://docs.codecov.com/docs/codecov-tokens",
      found: ["CODECOV_TOKEN={uuid}", "codecov_token: '{uuid}'"], ignored: ["CODECOV_TOKEN=unset"]),
    .named(
      "coveralls-token", "Coveralls repository token", "coveralls", "[0-9A-Za-z]{32,37}",
      trigger: "coveralls[a-z0-9_.-]{0,12}token", longest: 200, docs: "https://docs.coveralls.io/",
      found: ["COVERALLS_REPO_TOKEN={33 b62}"], ignored: ["coveralls: true"]),
    .named(
      "drone-token", "Drone CI token", "drone", "[0-9A-Za-z]{32}",
      trigger: "drone[a-z0-9_.-]{0,12}(?:token|secret)", longest: 200, docs: "https://docs.drone.io/",
      found: ["DRONE_TOKEN={32 b62}"], ignored: ["DRONE_TOKEN=none"]),
    .token(
      "harness-token", "Harness API key", "pat.", #"[0-9A-Za-z_\-]{22}\.[0-9a-f]{24}\.[0-9A-Za-z]{20}"#,
      trigger: Trigger(#"[ps]at\.[0-9A-Za-z_\-]{22}\."#, .starts(width: 27)),
      docs: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
      found: ["pat.{22 b62}.{24 hex}.{20 b62}"]),
    .token(
      "octopus-key", "Octopus Deploy API key", "API-", "[0-9A-Z]{26,32}",
      trigger: Trigger("API-[0-9A-Z]{20}", .starts(width: 24)), entropy: 3.5,
      docs: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key", found: ["API-{28 UP}"]),
    .token(
      "jenkins-encrypted-secret", "Jenkins credential encrypted with the server's own key", "{AQAAABAAAA",
      #"[0-9A-Za-z+/]{20,400}={0,2}\}"#, longest: 440, severity: .medium,
      docs: "https://www.jenkins.io/doc/developer/security/secrets/", found: ["{AQAAABAAAA{60 b62}=}"]),
    .token(
      "jenkins-token", "Jenkins API token", "11", "[0-9a-f]{32}",
      trigger: Trigger("(?i)jenkins[a-z0-9_.-]{0,16}[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?11", .within(bytes: 2)),
      docs: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
      found: ["JENKINS_API_TOKEN=11{32 hex}"], ignored: ["revision=11{32 hex}"]),
    .token(
      "sonar-token", "SonarQube token", "sq", "[upa]_[0-9a-f]{40}",
      trigger: Trigger("sq[upa]_[0-9a-f]{8}", .starts(width: 12)),
      docs: "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens",
      found: ["squ_{40 hex}"]),
    .named(
      "sonar-legacy-token", "legacy Sonar token", "sonar", "[0-9a-f]{40}",
      trigger: "sonar[a-z0-9_.-]{0,12}(?:token|login)", longest: 200,
      docs: "https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens",
      found: ["sonar.login={40 hex}", "SONAR_TOKEN={40 hex}"], ignored: ["sonar.login=admin"]),
    .named(
      "snyk-token", "Snyk API token", "snyk", NamedValue.uuid,
      docs: "https://docs.snyk.io/snyk-api/authentication-for-api", found: ["SNYK_TOKEN={uuid}"],
      ignored: ["snyk test --org=acme"]),
    .token(
      "snyk-service-token", "Snyk personal or service token", "snyk_",
      #"(?:uat|sat)\.[0-9a-f]{8}\.[0-9A-Za-z_\-.]{40,700}"#,
      longest: 720, docs: "https://docs.snyk.io/snyk-api/authentication-for-api",
      found: ["snyk_uat.{8 hex}.{80 b62}"]),
    .token(
      "terraform-cloud-token", "HCP Terraform API token", "",
      #"[0-9A-Za-z]{14}\.atlasv1\.[0-9A-Za-z\-_=]{60,70}"#,
      trigger: Trigger(#"[0-9A-Za-z]{14}\.atlasv1\."#, .starts(width: 23)), severity: .critical,
      docs: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
      found: ["{14 b62}.atlasv1.{67 b62}"], ignored: [".atlasv1.{10 b62}"]),
    .token(
      "pulumi-token", "Pulumi access token", "pul-", "[0-9a-f]{40}", severity: .critical,
      docs: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
      found: ["pul-{40 hex}"]),
    .token(
      "infracost-key", "Infracost API key", "ico-", "[0-9A-Za-z]{32}", severity: .medium,
      docs: "https://www.infracost.io/docs/", found: ["ico-{32 b62}"]),
    .token(
      "launchdarkly-sdk-key", "LaunchDarkly server SDK key", "sdk-",
      // A list of packages has names of this form, with versions behind them.
      NamedValue.uuid + #"(?!\t)"#, severity: .medium,
      docs: "https://launchdarkly.com/docs/sdk/concepts/client-side-server-side", found: ["sdk-{uuid}"],
      ignored: ["sdk-{4 b62}", "sdk-{uuid}\t0.1.0\t2022-12"]),
    .token(
      "launchdarkly-api-token", "LaunchDarkly API token", "api-", NamedValue.uuid,
      docs: "https://launchdarkly.com/docs/home/account/api", found: ["api-{uuid}"]),
    .token(
      "unleash-token", "Unleash API token", "",
      #"(?:\*|[0-9A-Za-z\-]{1,40}):[0-9A-Za-z\-]{1,40}\.[0-9a-f]{56}"#,
      // Without a literal in it the scanner would have to run this over every byte.
      trigger: Trigger(
        #":(?:dev|prod|stag|test|default|qa|uat|pre|live|local|main|sandbox)[a-z0-9-]{0,16}\.[0-9a-f]{56}|unleash[^\n]{0,60}:[a-z0-9-]{1,24}\.[0-9a-f]{56}"#,
        ignoresCase: true, .within(bytes: 140)),
      docs: "https://docs.getunleash.io/reference/api-tokens-and-client-keys",
      found: ["unleash = *:development.{56 hex}"], ignored: ["a:b.{20 hex}"]),
    .token(
      "doppler-token", "Doppler token", "dp.",
      #"(?:pt|ct|sa|scim|audit|st\.(?:[a-z0-9\-_]{2,35}\.)?|st)\.?[0-9A-Za-z]{40,44}"#,
      trigger: Trigger(#"dp\.(?:pt|st|ct|sa|scim|audit)\."#, .within(bytes: 9)), severity: .critical,
      docs: "https://docs.doppler.com/reference/auth-token-formats",
      found: ["dp.pt.{43 b62}", "dp.st.prd.{43 b62}"]),
    .token(
      "render-key", "Render API key", "rnd_", "[0-9A-Za-z]{28,40}",
      docs: "https://render.com/docs/api", found: ["rnd_{32 b62}"]),
    .token(
      "expo-token", "Expo access token", "expo_", "[0-9A-Za-z_-]{40}", entropy: 3.8, confidence: .tentative,
      docs: "https://docs.expo.dev/accounts/programmatic-access/", found: ["expo_{40 b62}"]),
    .named(
      "bitrise-token", "Bitrise access token", "bitrise", "[0-9A-Za-z_-]{86}",
      docs: "https://devcenter.bitrise.io/", found: ["BITRISE_TOKEN={86 b62}"],
      ignored: ["bitrise run primary"]),
    .named(
      "appveyor-token", "AppVeyor API token", "appveyor", "(?:v2\\.)?[0-9a-z]{20}",
      trigger: "appveyor[a-z0-9_.-]{0,12}(?:token|key)", longest: 200, entropy: 3.2,
      docs: "https://www.appveyor.com/docs/api/", found: ["APPVEYOR_API_TOKEN=v2.{20 low}"],
      ignored: ["appveyor_token=none"]),
    .token(
      "prefect-key", "Prefect API key", "pn", "[ub]_[0-9A-Za-z]{36}",
      trigger: Trigger("pn[ub]_[0-9A-Za-z]{16}", .starts(width: 20)), docs: "https://docs.prefect.io/",
      found: ["pnu_{36 b62}"], ignored: ["pnu_{10 b62}"]),
  ]
}

extension NamedValue {
  static let uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
}
