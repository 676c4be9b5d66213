import Findings

/// Keys of services for developers: build, test, delivery, hosting, data.
extension SecretType {
  static let developerVendors: [SecretType] = [
    .prefixed(
      "cloudflare-user-token", "Cloudflare user API token", "cfut_", .b62, 44, to: 56, severity: .critical,
      docs: cloudflareTokens),
    .prefixed(
      "cloudflare-account-token", "Cloudflare account API token", "cfat_", .b62, 44, to: 56,
      severity: .critical,
      docs: cloudflareTokens),
    .prefixed(
      "cloudflare-key", "Cloudflare global API key in the prefixed format", "cfk_", .b62, 44, to: 56,
      severity: .critical,
      docs: cloudflareTokens),
    .prefixed(
      "netbird-token", "NetBird personal access token", "nbp_", .b62, 36,
      docs: "https://docs.netbird.io/how-to/access-netbird-public-api"),
    .prefixed(
      "deno-deploy-token", "Deno Deploy access token", "ddp_", .b62, 36,
      docs: "https://docs.deno.com/deploy/api/rest/"),
    .prefixed(
      "inngest-signing-key", "Inngest signing key", "signkey-prod-", .hex, 64, severity: .critical,
      docs: "https://www.inngest.com/docs/platform/signing-keys"),
    .prefixed(
      "trigger-dev-key", "Trigger.dev secret key", "tr_prod_", .b62, 20, to: 24,
      docs: "https://trigger.dev/docs/apikeys"),
    .prefixed(
      "trigger-dev-personal-token", "Trigger.dev personal access token", "tr_pat_", .lower, 40,
      docs: "https://trigger.dev/docs/management/overview"),
    .prefixed(
      "apify-token", "Apify API token", "apify_api_", .b62, 36,
      docs: "https://docs.apify.com/platform/integrations/api"),
    .prefixed("e2b-key", "E2B API key", "e2b_", .hex, 40, docs: "https://e2b.dev/docs/api-key"),
    .prefixed(
      "browserbase-key", "Browserbase API key", "bb_live_", .url, 27,
      docs: "https://docs.browserbase.com/reference/api/overview"),
    .prefixed(
      "chromatic-token", "Chromatic project token", "chpt_", .hex, 15, severity: .medium,
      docs: "https://www.chromatic.com/docs/cli/"),
    .prefixed(
      "percy-token", "Percy project token", "web_", .hex, 64, severity: .medium,
      docs: "https://www.browserstack.com/docs/percy/get-started/percy-environment"),
    .prefixed(
      "checkly-key", "Checkly user API key", "cu_", .hex, 32,
      docs: "https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/"),
    .prefixed(
      "dbt-service-token", "dbt Cloud service token", "dbtc_", .url, 40, to: 80,
      docs: "https://docs.getdbt.com/docs/dbt-cloud-apis/service-tokens"),
    .prefixed(
      "dbt-personal-token", "dbt Cloud personal access token", "dbtu_", .url, 40, to: 80,
      docs: "https://docs.getdbt.com/docs/dbt-cloud-apis/user-tokens"),
    .prefixed(
      "retool-token", "Retool API token", "retool_", .lower, 26,
      docs: "https://docs.retool.com/org-users/reference/api/"),
    .prefixed(
      "hex-token", "Hex workspace token", "hxtw_", .hex, 96, to: 160,
      docs: "https://learn.hex.tech/docs/api-integrations/api/overview"),
    .prefixed(
      "hex-personal-token", "Hex personal token", "hxtp_", .hex, 96, to: 160,
      docs: "https://learn.hex.tech/docs/api-integrations/api/overview"),
    .prefixed(
      "metabase-key", "Metabase API key", "mb_", .b64, 43, end: "=",
      docs: "https://www.metabase.com/docs/latest/people-and-groups/api-keys"),
    .prefixed(
      "portainer-token", "Portainer access token", "ptr_", .b64, 43, end: "=", severity: .critical,
      docs: "https://docs.portainer.io/api/access"),
    .prefixed(
      "phabricator-token", "Phabricator Conduit token", "api-", .lower, 28,
      docs: "https://secure.phabricator.com/book/phabricator/article/conduit/"),
    .prefixed(
      "phabricator-cli-token", "Phabricator Conduit token of a client", "cli-", .lower, 28,
      docs: "https://secure.phabricator.com/book/phabricator/article/conduit/"),
    .token(
      "youtrack-token", "YouTrack permanent token", "perm",
      #"[:\-][0-9A-Za-z=+]{4,64}\.[0-9A-Za-z=+\-]{4,64}\.[0-9A-Za-z]{30}"#,
      trigger: Trigger(
        #"\bperm[:-][0-9A-Za-z=+]{4,64}\.[0-9A-Za-z=+-]{4,64}\.[0-9A-Za-z]{8}"#, .within(bytes: 150)),
      docs: "https://www.jetbrains.com/help/youtrack/server/manage-permanent-token.html",
      found: ["perm:{12 b62}.{8 b62}.{30 b62}"]),
    .prefixed(
      "teamcity-token", "TeamCity access token", "eyJ0eXAiOiAiVENWMiJ9.", .url, 36, to: 200,
      docs: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html"),
    .token(
      "boundary-token", "HashiCorp Boundary token", "at_", #"[0-9A-Za-z]{10}_s1[0-9A-Za-z]{30,400}"#,
      trigger: Trigger(#"\bat_[0-9A-Za-z]{10}_s1"#, .starts(width: 16)), longest: 440,
      docs: "https://developer.hashicorp.com/boundary/docs/concepts/domain-model/auth-tokens",
      found: ["at_{10 b62}_s1{120 b62}"]),
    .token(
      "proxmox-token", "Proxmox VE API token", "PVEAPIToken=",
      "[^\\s!=]{3,64}![^\\s=]{1,64}=(\(NamedValue.uuid))",
      severity: .critical, docs: "https://pve.proxmox.com/wiki/Proxmox_VE_API",
      found: ["Authorization: PVEAPIToken=root@pam!ci={uuid}"],
      ignored: ["PVEAPIToken=USER@REALM!TOKENID=UUID"]),
    .prefixed(
      "porkbun-secret-key", "Porkbun secret API key", "sk1_", .hex, 64,
      docs: "https://porkbun.com/api/json/v3/documentation"),
    .prefixed(
      "porkbun-key", "Porkbun API key", "pk1_", .hex, 64, severity: .medium,
      docs: "https://porkbun.com/api/json/v3/documentation"),
    .token(
      "imagekit-private-key", "ImageKit private key", "private_", "[0-9A-Za-z+/]{27}=",
      trigger: Trigger(#"\bprivate_[0-9A-Za-z+/]{27}="#, .starts(width: 36)),
      docs: "https://imagekit.io/docs/api-keys", found: ["private_{27 b64}="]),
    .token(
      "convex-deploy-key", "Convex deploy key", "prod:", #"[a-z0-9\-]{5,60}\|[0-9A-Za-z+/=]{40,400}"#,
      trigger: Trigger(#"\bprod:[a-z]{2,20}-[a-z]{2,20}-[0-9]{1,4}\|"#, .within(bytes: 60)), longest: 480,
      severity: .critical, docs: "https://docs.convex.dev/cli/deploy-key-types",
      found: ["prod:happy-otter-123|{60 b64}"]),
    .token(
      "fauna-key", "Fauna secret", "fnA", #"[A-Z][0-9A-Za-z_\-]{35,48}"#,
      trigger: Trigger(#"\bfnA[A-Z][0-9A-Za-z_-]{30}"#, .starts(width: 34)), entropy: 3.8,
      docs: "https://docs.faunadb.org/", found: ["fnAF{36 b62}"]),
    .prefixed(
      "qstash-token", "Upstash QStash token", "eyJVc2VySUQiOi", .b64, 60, to: 160,
      docs: "https://upstash.com/docs/qstash/overall/getstarted"),
    .service(
      "upstash-token", "Upstash REST token", ["upstash"], #"[0-9A-Za-z_\-=+/]{40,140}"#, entropy: 3.8,
      example: "UPSTASH_REDIS_REST_TOKEN=A{60 b62}", docs: "https://upstash.com/docs/redis/features/restapi"),
    .prefixed(
      "ory-token", "Ory personal access token", "ory_pat_", .b62, 32,
      docs: "https://www.ory.sh/docs/concepts/personal-access-token"),
    .prefixed(
      "ory-workspace-key", "Ory workspace API key", "ory_wak_", .b62, 32,
      docs: "https://www.ory.sh/docs/guides/workspaces"),
    .prefixed(
      "ory-session-token", "Ory session token", "ory_st_", .b62, 32, severity: .medium,
      docs: "https://www.ory.sh/docs/security-model"),
    .prefixed(
      "permit-key", "Permit.io API key", "permit_key_", .b62, 80, to: 120, docs: "https://docs.permit.io/"),
    .token(
      "stytch-secret", "Stytch project secret", "secret-live-", #"[0-9A-Za-z_\-]{35,43}={0,2}"#,
      docs: "https://stytch.com/docs/resources/platform/auth-tokens", found: ["secret-live-{35 b62}="]),
    .token(
      "axiom-token", "Axiom API token", "xaat-", NamedValue.uuid,
      docs: "https://axiom.co/docs/reference/tokens",
      found: ["xaat-{uuid}"]),
    .token(
      "axiom-personal-token", "Axiom personal access token", "xapt-", NamedValue.uuid,
      docs: "https://axiom.co/docs/reference/tokens", found: ["xapt-{uuid}"]),
    .prefixed(
      "coralogix-personal-key", "Coralogix personal API key", "cxup_", .b62, 30,
      docs: "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/"),
    .prefixed(
      "coralogix-team-key", "Coralogix team API key", "cxtp_", .b62, 30,
      docs: "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/"),
    .prefixed(
      "rootly-key", "Rootly API key", "rootly_", .hex, 64,
      docs: "https://docs.rootly.com/api-reference/overview"),
    .prefixed(
      "incident-io-key", "incident.io API key", "inc_", .hex, 64, docs: "https://api-docs.incident.io/"),
    .token(
      "statsig-secret", "Statsig server secret key", "secret-", #"[0-9A-Za-z]{40,48}"#,
      trigger: Trigger(#"\bsecret-[0-9A-Za-z]{40}"#, .starts(width: 47)), entropy: 3.8,
      docs: "https://docs.statsig.com/sdk-keys/api-keys/", found: ["secret-{43 b62}"]),
    .token(
      "statsig-console-key", "Statsig console API key", "console-", #"[0-9A-Za-z]{40,48}"#,
      trigger: Trigger(#"\bconsole-[0-9A-Za-z]{40}"#, .starts(width: 48)), entropy: 3.8,
      docs: "https://docs.statsig.com/console-api/introduction", found: ["console-{43 b62}"]),
    .token(
      "devcycle-server-key", "DevCycle server SDK key", "dvc_server_", #"[0-9a-f_]{20,80}"#, entropy: 2.8,
      severity: .medium,
      docs: "https://docs.devcycle.com/platform/account-management/environments",
      found: ["dvc_server_{32 hex}"]),
    .prefixed(
      "flagsmith-server-key", "Flagsmith server environment key", "ser.", .b62, 22, severity: .medium,
      docs: "https://docs.flagsmith.com/clients/server-side"),
    .prefixed(
      "growthbook-secret", "GrowthBook secret key", "secret_admin_", .b62, 32, to: 64,
      docs: "https://docs.growthbook.io/api/"),
    .prefixed(
      "posthog-feature-key", "PostHog feature flags secure key", "phs_", .b62, 43, to: 48,
      docs: "https://posthog.com/docs/feature-flags/local-evaluation"),
    .token(
      "office-webhook", "connector webhook of Office 365", "https://outlook.office",
      #"(?:365)?\.com/webhook/([0-9a-f\-]{36}@[0-9a-f\-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f\-]{36})"#,
      longest: 260, severity: .medium,
      docs: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/",
      found: ["https://outlook.office.com/webhook/{uuid}@{uuid}/IncomingWebhook/{32 hex}/{uuid}"],
      ignored: ["https://outlook.office.com/webhook/"]),
    .prefixed(
      "aiven-password", "password of an Aiven service", "AVNS_", .url, 19, to: 24, severity: .critical,
      docs: "https://aiven.io/docs/products/postgresql/howto/connect-psql"),
    .token(
      "matrix-token", "Matrix access token", "syt_", #"[0-9A-Za-z+/=]{2,80}_[A-Za-z]{20}_[0-9A-Za-z]{6}"#,
      trigger: Trigger(#"\bsyt_[0-9A-Za-z+/=]{2,80}_[A-Za-z]{20}_"#, .within(bytes: 110)),
      docs: "https://spec.matrix.org/latest/client-server-api/", found: ["syt_{10 b62}_{20 alpha}_{6 b62}"]),
    .service(
      "cypress-record-key", "Cypress record key", ["cypress_record"], NamedValue.uuid,
      example: "CYPRESS_RECORD_KEY={uuid}",
      severity: .medium, docs: "https://docs.cypress.io/cloud/account-management/projects"),
    .service(
      "sauce-labs-key", "Sauce Labs access key", ["sauce"], NamedValue.uuid,
      example: "SAUCE_ACCESS_KEY={uuid}",
      docs: "https://docs.saucelabs.com/basics/environment-variables/"),
    .service(
      "browserstack-key", "BrowserStack access key", ["browserstack"], .b62, 20,
      variable: "BROWSERSTACK_ACCESS_KEY",
      docs: "https://www.browserstack.com/docs/automate/api-reference"),
    .service(
      "lambdatest-key", "LambdaTest access key", ["lambdatest"],
      #"(?:LT_)?[0-9A-Za-z]{47,50}"#,
      entropy: 3.8, example: "LAMBDATEST_ACCESS_KEY={50 b62}",
      docs: "https://www.lambdatest.com/support/docs/"),
    .service(
      "code-climate-token", "Code Climate reporter token", ["cc_test_reporter", "codeclimate"],
      #"[0-9a-f]{64}"#,
      example: "CODECLIMATE_REPO_TOKEN={64 hex}", severity: .medium,
      docs: "https://docs.codeclimate.com/docs/finding-your-test-coverage-token"),
    .service(
      "codacy-token", "Codacy project token", ["codacy"], .hex, 32, variable: "CODACY_PROJECT_TOKEN",
      severity: .medium,
      docs: "https://docs.codacy.com/codacy-api/api-tokens/"),
    .service(
      "semgrep-token", "Semgrep app token", ["semgrep"], .hex, 64, variable: "SEMGREP_APP_TOKEN",
      docs: "https://semgrep.dev/docs/deployment/add-semgrep-to-ci"),
    .service(
      "nx-cloud-token", "Nx Cloud access token", ["nx_cloud"], #"[0-9A-Za-z+/]{48,90}={0,2}"#, entropy: 3.8,
      example: "NX_CLOUD_ACCESS_TOKEN={64 b62}", severity: .medium,
      docs: "https://nx.dev/ci/recipes/security/access-tokens"),
    .service(
      "railway-token", "Railway token", ["railway"], NamedValue.uuid, example: "RAILWAY_TOKEN={uuid}",
      docs: "https://docs.railway.com/guides/cli"),
    .service(
      "surge-token", "Surge token", ["surge"], .hex, 32, variable: "SURGE_TOKEN",
      docs: "https://surge.sh/help/integrating-with-circleci"),
    .service(
      "typesense-key", "Typesense API key", ["typesense"], .b62, 32, to: 64, variable: "TYPESENSE_API_KEY",
      docs: "https://typesense.org/docs/latest/api/api-keys.html"),
    .service(
      "meilisearch-key", "Meilisearch master key", ["meili", "meilisearch"], .url, 43, to: 64,
      variable: "MEILI_MASTER_KEY", docs: "https://www.meilisearch.com/docs/learn/security/basic_security"),
    .service(
      "weaviate-key", "Weaviate API key", ["wcs", "weaviate"], .b62, 36, to: 40, variable: "WEAVIATE_API_KEY",
      docs: "https://docs.weaviate.io/weaviate/connections/connect-cloud"),
    .service(
      "atlas-private-key", "MongoDB Atlas private key", ["atlas"], NamedValue.uuid,
      example: "MONGODB_ATLAS_PRIVATE_KEY={uuid}", severity: .critical,
      docs: "https://www.mongodb.com/docs/atlas/configure-api-access/"),
    .service(
      "bunny-key", "bunny.net API key", ["bunny"],
      #"[0-9a-f\-]{72}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f\-]{13,19}-[0-9a-f]{4}-[0-9a-f]{4}"#,
      example: "BUNNY_API_KEY={uuid}{uuid}", docs: "https://docs.bunny.net/reference/bunnynet-api-overview"),
    .service(
      "backblaze-key", "Backblaze B2 application key", ["b2_application", "backblaze"],
      #"K00[0-9][0-9A-Za-z+/]{27}"#,
      example: "B2_APPLICATION_KEY=K001{27 b64}", severity: .critical,
      docs: "https://www.backblaze.com/docs/cloud-storage-application-keys"),
    .service(
      "better-stack-token", "Better Stack source token", ["betterstack", "logtail"], .b62, 24,
      variable: "LOGTAIL_SOURCE_TOKEN", severity: .medium, docs: "https://betterstack.com/docs/logs/start/"),
    .service(
      "logz-token", "Logz.io shipping token", ["logz", "logzio"], .b62, 32, variable: "LOGZIO_TOKEN",
      severity: .medium,
      docs: "https://docs.logz.io/"),
    .service(
      "signalfx-token", "Splunk Observability access token", ["sfx", "signalfx"], .url, 22,
      variable: "SIGNALFX_ACCESS_TOKEN", severity: .medium, docs: "https://dev.splunk.com/observability/docs/"
    ),
    .service(
      "airbrake-key", "Airbrake project key", ["airbrake"], .hex, 32, variable: "AIRBRAKE_API_KEY",
      severity: .medium,
      docs: "https://docs.airbrake.io/docs/devops-tools/api/"),
    .service(
      "raygun-key", "Raygun API key", ["raygun"], .b62, 22, to: 24, variable: "RAYGUN_API_KEY",
      severity: .medium,
      docs: "https://raygun.com/documentation/"),
    .service(
      "appsignal-key", "AppSignal push API key", ["appsignal"], NamedValue.uuid,
      example: "APPSIGNAL_PUSH_API_KEY={uuid}",
      severity: .medium, docs: "https://docs.appsignal.com/appsignal/terminology.html"),
    .service(
      "cronitor-key", "Cronitor API key", ["cronitor"], .hex, 32, variable: "CRONITOR_API_KEY",
      severity: .medium,
      docs: "https://cronitor.io/docs/api"),
    .service(
      "uptimerobot-key", "UptimeRobot API key", ["uptimerobot"], #"u[0-9]{5,9}-[0-9a-f]{24}"#,
      example: "UPTIMEROBOT_API_KEY=u{7 digit}-{24 hex}", severity: .medium,
      docs: "https://uptimerobot.com/api/"),
    .service(
      "statuspage-key", "Statuspage API key", ["statuspage"],
      #"(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,64})"#,
      example: "STATUSPAGE_API_KEY={uuid}", severity: .medium, docs: "https://developer.statuspage.io/"),
    .service(
      "nextcloud-password", "Nextcloud app password", ["nextcloud"], #"[0-9A-Za-z]{5}(?:-[0-9A-Za-z]{5}){4}"#,
      example: "NEXTCLOUD_APP_PASSWORD={5 b62}-{5 b62}-{5 b62}-{5 b62}-{5 b62}",
      docs: "https://docs.nextcloud.com/server/latest/user_manual/en/session_management.html"),
    .service(
      "ansible-galaxy-token", "Ansible Galaxy token", ["galaxy"], .hex, 40, variable: "GALAXY_TOKEN",
      docs: "https://docs.ansible.com/ansible/latest/galaxy/user_guide.html"),
    .service(
      "rundeck-token", "Rundeck API token", ["rundeck"], .b62, 32, variable: "RUNDECK_TOKEN",
      docs: "https://docs.rundeck.com/docs/api/"),
    .service(
      "truenas-key", "TrueNAS API key", ["truenas"], #"[0-9]{1,3}-[0-9A-Za-z]{64}"#,
      example: "TRUENAS_API_KEY=1-{64 b62}",
      severity: .critical, docs: "https://www.truenas.com/docs/"),
    .service(
      "godaddy-secret", "GoDaddy API key", ["godaddy"], #"[0-9A-Za-z]{9,14}_[0-9A-Za-z]{21,22}"#,
      example: "GODADDY_API_KEY={10 b62}_{22 b62}", docs: "https://developer.godaddy.com/keys"),
    .service(
      "namecheap-key", "Namecheap API key", ["namecheap"], .hex, 32, variable: "NAMECHEAP_API_KEY",
      docs: "https://www.namecheap.com/support/api/intro/"),
    .service(
      "gandi-key", "Gandi API key", ["gandi"], .b62, 24, to: 40, variable: "GANDI_API_KEY",
      docs: "https://api.gandi.net/docs/authentication/"),
    .service(
      "duckdns-token", "Duck DNS token", ["duckdns"], NamedValue.uuid, example: "DUCKDNS_TOKEN={uuid}",
      severity: .medium,
      docs: "https://www.duckdns.org/spec.jsp"),
    .service(
      "desec-token", "deSEC API token", ["desec"], .url, 28, variable: "DESEC_TOKEN",
      docs: "https://desec.readthedocs.io/en/latest/auth/tokens.html"),
    .service(
      "zerossl-key", "ZeroSSL API key", ["zerossl"], .hex, 32, variable: "ZEROSSL_API_KEY",
      docs: "https://zerossl.com/documentation/api/"),
    .service(
      "zerotier-token", "ZeroTier Central API token", ["zerotier"], .b62, 32, variable: "ZEROTIER_API_TOKEN",
      docs: "https://docs.zerotier.com/api/tokens/"),
    .service(
      "ghost-admin-key", "Ghost admin API key", ["ghost"], #"[0-9a-f]{24}:[0-9a-f]{64}"#,
      example: "GHOST_ADMIN_API_KEY={24 hex}:{64 hex}", docs: "https://docs.ghost.org/admin-api"),
    .service(
      "datocms-token", "DatoCMS API token", ["datocms"], .hex, 30, variable: "DATOCMS_API_TOKEN",
      docs: "https://www.datocms.com/docs/content-management-api/authentication"),
    .service(
      "comet-key", "Comet API key", ["comet", "opik"], .b62, 25, variable: "COMET_API_KEY",
      docs: "https://www.comet.com/docs/v2/guides/getting-started/quickstart/"),
  ]
  private static let cloudflareTokens =
    "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/"
}
