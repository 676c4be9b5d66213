import Findings

/// Credentials of databases as a service, monitoring and analytics.
extension SecretType {
  static let dataAndObservability: [SecretType] = [
    .token(
      "mongodb-atlas-secret", "MongoDB Atlas service account secret", "mdb_sa_sk_", #"[0-9A-Za-z_\-]{40}"#,
      severity: .critical, docs: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
      found: ["mdb_sa_sk_{40 b62}"]),
    .token(
      "planetscale-token", "PlanetScale service token", "pscale_tkn_", #"[0-9A-Za-z_=.\-]{32,64}"#,
      severity: .critical,
      docs: planetscale, found: ["pscale_tkn_{43 b62}"]),
    .token(
      "planetscale-password", "PlanetScale password", "pscale_pw_", #"[0-9A-Za-z_=.\-]{32,64}"#,
      severity: .critical,
      docs: planetscale, found: ["pscale_pw_{43 b62}"]),
    .token(
      "planetscale-oauth-token", "PlanetScale OAuth token", "pscale_oauth_", #"[0-9A-Za-z_=.\-]{32,64}"#,
      docs: planetscale, found: ["pscale_oauth_{43 b62}"]),
    .token(
      "neon-key", "Neon API key", "napi_", "[0-9a-z]{64}", severity: .critical,
      docs: "https://neon.tech/docs/manage/api-keys", found: ["napi_{64 low}"]),
    .token(
      "supabase-token", "Supabase access token", "sbp_", "(?:oauth_|v0_)?[0-9a-f]{40}", severity: .critical,
      docs: supabase, found: ["sbp_{40 hex}"]),
    .token(
      "supabase-secret-key", "Supabase secret key", "sb_secret_", #"[0-9A-Za-z_\-]{31}"#, severity: .critical,
      docs: supabase, found: ["sb_secret_{31 b62}"]),
    .token(
      "cockroach-key", "CockroachDB Cloud API key", "CCDB1_", "[0-9A-Za-z]{22}_[0-9A-Za-z]{40}",
      severity: .critical,
      docs: "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access",
      found: ["CCDB1_{22 b62}_{40 b62}"]),
    .token(
      "astra-token", "DataStax Astra token", "AstraCS:", "[0-9A-Za-z]{20,40}:[0-9a-f]{64}",
      severity: .critical,
      docs: "https://docs.datastax.com/", found: ["AstraCS:{24 b62}:{64 hex}"]),
    .named(
      "snowflake-password", "Snowflake password", "snowflake", #"[0-9A-Za-z!@#$%^&*_+\-]{12,64}"#,
      trigger: "snowflake[a-z0-9_.-]{0,12}pass(?:word)?", longest: 220, entropy: 3.2,
      docs: "https://docs.snowflake.com/", found: ["SNOWFLAKE_PASSWORD={18 b62}"],
      ignored: ["SNOWFLAKE_PASSWORD=$PASSWORD_FROM_VAULT"]),
    .token(
      "airtable-token", "Airtable personal access token", "pat", #"[0-9A-Za-z]{14}\.[0-9a-f]{64}"#,
      trigger: Trigger(#"\bpat[0-9A-Za-z]{14}\.[0-9a-f]{16}"#, .starts(width: 34)),
      docs: "https://airtable.com/developers/web/guides/personal-access-tokens",
      found: ["pat{14 b62}.{64 hex}"]),
    .named(
      "airtable-key", "legacy Airtable API key", "airtable", "key[0-9A-Za-z]{14}",
      docs: "https://airtable.com/developers/web/guides/personal-access-tokens",
      found: ["AIRTABLE_API_KEY=key{14 b62}"], ignored: ["airtable_base=app1"]),
    .named(
      "datadog-api-key", "Datadog API key", "(?:datadog|\\bdd)", "[0-9a-f]{32}",
      trigger: "(?:datadog|\\bdd)[a-z0-9_.-]{0,10}api_?key", longest: 200, docs: datadog,
      found: ["DD_API_KEY={32 hex}", "datadog_api_key: {32 hex}"], ignored: ["DD_TRACE_ID={32 hex}"]),
    .named(
      "datadog-application-key", "Datadog application key", "(?:datadog|\\bdd)", "[0-9a-f]{40}",
      trigger: "(?:datadog|\\bdd)[a-z0-9_.-]{0,10}app(?:lication)?_?key", longest: 200, severity: .critical,
      docs: datadog, found: ["DD_APP_KEY={40 hex}"], ignored: ["DD_GIT_COMMIT_SHA={40 hex}"]),
    .token(
      "datadog-access-token", "Datadog access token", "ddpat_", "[0-9A-Za-z_]{40,80}", docs: datadog,
      found: ["ddpat_{56 b62}"]),
    .token(
      "newrelic-user-key", "New Relic user key", "NRAK-", "[0-9A-Z]{27}", severity: .critical, docs: newrelic,
      found: ["NRAK-{27 UP}"]),
    .token(
      "newrelic-browser-key", "New Relic browser key", "NRJS-", "[0-9a-f]{19}", severity: .low,
      docs: newrelic,
      found: ["NRJS-{19 hex}"]),
    .token(
      "newrelic-insert-key", "New Relic insert key", "NRII-", "[0-9A-Za-z_-]{32}", severity: .medium,
      docs: newrelic, found: ["NRII-{32 b62}"]),
    .token(
      "newrelic-license-key", "New Relic license key", "", "[0-9a-f]{36}NRAL",
      trigger: Trigger("NRAL", .within(bytes: 40)), severity: .medium,
      docs: newrelic, found: ["{36 hex}NRAL"], ignored: ["{12 hex}NRAL"]),
    .token(
      "dynatrace-token", "Dynatrace access token", "dt0", #"[cs](?:01|02|03|16)\.[0-9A-Z]{24}\.[0-9A-Z]{64}"#,
      trigger: Trigger(#"dt0[cs][0-9]{2}\."#, .starts(width: 7)), severity: .critical,
      docs: "https://docs.dynatrace.com/docs/manage/identity-access-management",
      found: ["dt0c01.{24 UP}.{64 UP}"]),
    .token(
      "grafana-service-account", "Grafana service account token", "glsa_", "[0-9A-Za-z]{32}_[0-9a-f]{8}",
      check: .crc32LittleEndianHex, severity: .critical, docs: grafana, found: ["{grafana}"]),
    .token(
      "grafana-cloud-token", "Grafana Cloud access policy token", "glc_", "eyJ[0-9A-Za-z+/]{40,400}={0,2}",
      longest: 420, check: .base64JSON, severity: .critical, docs: grafana, found: ["glc_{b64json o}"]),
    .token(
      "grafana-api-key", "legacy Grafana API key", "eyJrIjoi", "[0-9A-Za-z+/]{60,400}={0,2}",
      longest: 420, check: .base64JSON, docs: grafana, found: ["{b64json k}"]),
    .token(
      "sentry-organization-token", "Sentry organization token", "sntrys_",
      "eyJ[0-9A-Za-z+/=_-]{80,400}_[0-9A-Za-z+/]{43}",
      longest: 480, check: .base64JSON, docs: sentry, found: ["{sentry}"]),
    .token(
      "sentry-user-token", "Sentry user token", "sntryu_", "[0-9a-f]{64}", docs: sentry,
      found: ["sntryu_{64 hex}"]),
    .named(
      "sentry-legacy-token", "legacy Sentry token", "sentry", "[0-9a-f]{64}",
      trigger: "sentry[a-z0-9_.-]{0,10}token", longest: 200, docs: sentry,
      found: ["SENTRY_AUTH_TOKEN={64 hex}"],
      ignored: ["SENTRY_RELEASE={40 hex}"]),
    .token(
      "elastic-key", "Elastic API key", "essu_", "[0-9A-Za-z+/_-]{40,120}={0,2}", docs: elastic,
      found: ["essu_{64 b62}"]),
    .named(
      "elastic-encoded-key", "Elasticsearch API key", "(?:elastic|\\bes)[a-z]{0,8}",
      "[0-9A-Za-z+/]{56,60}={0,2}",
      trigger: "(?:elastic[a-z0-9_.-]{0,10}|\\bes_)api_?key", longest: 220, entropy: 4, docs: elastic,
      found: ["ELASTIC_API_KEY={58 b62}=="], ignored: ["elastic_api_key=id:key"]),
    .token(
      "posthog-key", "PostHog personal API key", "phx_", "[0-9A-Za-z]{43,48}",
      docs: "https://posthog.com/docs/api",
      found: ["phx_{43 b62}"]),
    .token(
      "honeycomb-key", "Honeycomb ingest key", "hc", "[ab]ik_[0-9a-z]{58}",
      trigger: Trigger("hc[ab]ik_[0-9a-z]{20}", .starts(width: 26)), severity: .medium,
      docs: "https://docs.honeycomb.io/", found: ["hcaik_{58 low}"]),
    .named(
      "honeycomb-legacy-key", "legacy Honeycomb API key", "honeycomb",
      "(?:[0-9a-f]{32}|[0-9A-Za-z]{22})",
      trigger: "honeycomb[a-z0-9_.-]{0,12}(?:key|team)", longest: 200, entropy: 3.2, severity: .medium,
      docs: "https://docs.honeycomb.io/", found: ["HONEYCOMB_API_KEY={32 hex}"],
      ignored: ["honeycomb_key=unset"]),
    .named(
      "splunk-hec-token", "Splunk HTTP event collector token", "(?:splunk|\\bhec)", NamedValue.uuid,
      trigger: "(?:splunk|\\bhec)[a-z0-9_.-]{0,12}token", severity: .medium, docs: "https://docs.splunk.com/",
      found: ["SPLUNK_HEC_TOKEN={uuid}"], ignored: ["splunk_index=main"]),
    .token(
      "splunk-authorization", "Splunk session key", "Authorization: Splunk ",
      "([0-9a-fA-F\\-]{36}|[0-9A-Za-z^_]{60,400})",
      longest: 430, severity: .medium, docs: "https://docs.splunk.com/",
      found: ["Authorization: Splunk {uuid}"]),
    .named(
      "sumologic-key", "Sumo Logic access key", "sumo", "[0-9A-Za-z]{64}",
      trigger: "sumo[a-z0-9_.-]{0,14}key", longest: 220, entropy: 4, docs: "https://help.sumologic.com/",
      found: ["SUMO_ACCESS_KEY={64 b62}"], ignored: ["sumo_key=id"]),
    .token(
      "influxdb-token", "InfluxDB API token", "", "[0-9A-Za-z_-]{86}==",
      trigger: Trigger(
        #"(?i)influx[a-z0-9_.-]{0,14}token["']?[ \t]{0,3}[=:][ \t]{0,3}["']?"#, .within(bytes: 3)),
      entropy: 4, docs: "https://docs.influxdata.com/", found: ["INFLUX_TOKEN={86 b62}=="],
      ignored: ["INFLUX_TOKEN=my-token"]),
    .named(
      "logdna-key", "LogDNA or Mezmo ingestion key", "(?:logdna|mezmo)", "[0-9a-f]{32}", severity: .medium,
      docs: "https://docs.mezmo.com/", found: ["LOGDNA_INGESTION_KEY={32 hex}"],
      ignored: ["logdna_level=info"]),
    .named(
      "loggly-token", "Loggly customer token", "loggly", NamedValue.uuid, severity: .medium,
      docs: "https://documentation.solarwinds.com/", found: ["LOGGLY_TOKEN={uuid}"],
      ignored: ["loggly_tag=web"]),
    .named(
      "rollbar-token", "Rollbar access token", "rollbar", "[0-9a-f]{32}", severity: .medium,
      docs: "https://docs.rollbar.com/", found: ["ROLLBAR_ACCESS_TOKEN={32 hex}"],
      ignored: ["rollbar_env=production"]),
    .named(
      "bugsnag-key", "Bugsnag API key", "bugsnag", "[0-9a-f]{32}", severity: .low,
      docs: "https://docs.bugsnag.com/",
      found: ["BUGSNAG_API_KEY={32 hex}"], ignored: ["bugsnag_stage=production"]),
    .named(
      "segment-write-key", "Segment write key", "segment", "[0-9A-Za-z]{32}",
      trigger: "segment[a-z0-9_.-]{0,10}write_?key", longest: 200, entropy: 3.8, severity: .low,
      docs: "https://segment.com/docs/", found: ["SEGMENT_WRITE_KEY={32 b62}"],
      ignored: ["segment_write_key=none"]),
    .token(
      "segment-public-api-token", "Segment public API token", "sgp_", "[0-9A-Za-z]{64}",
      docs: "https://segment.com/docs/",
      found: ["sgp_{64 b62}"]),
    .named(
      "amplitude-secret", "Amplitude secret key", "amplitude", "[0-9a-f]{32}",
      trigger: "amplitude[a-z0-9_.-]{0,10}(?:secret|key)", longest: 200, severity: .medium,
      docs: "https://amplitude.com/docs", found: ["AMPLITUDE_SECRET_KEY={32 hex}"],
      ignored: ["amplitude_key=unset"]),
    .named(
      "mixpanel-secret", "Mixpanel project secret", "mixpanel", "[0-9a-f]{32}",
      trigger: "mixpanel[a-z0-9_.-]{0,10}(?:secret|token)", longest: 200, severity: .medium,
      docs: "https://docs.mixpanel.com/", found: ["MIXPANEL_API_SECRET={32 hex}"],
      ignored: ["mixpanel_token=unset"]),
    .named(
      "algolia-admin-key", "Algolia admin key", "algolia", "[0-9a-f]{32}",
      trigger: "algolia[a-z0-9_.-]{0,12}(?:admin|write|api)[a-z0-9_.-]{0,6}key", longest: 200,
      docs: "https://www.algolia.com/doc/guides/security/api-keys/", found: ["ALGOLIA_ADMIN_KEY={32 hex}"],
      ignored: ["ALGOLIA_SEARCH_KEY={32 hex}"]),
    .token(
      "mapbox-secret-token", "Mapbox secret token", "sk.", #"eyJ[0-9A-Za-z_\-]{60,120}\.[0-9A-Za-z_\-]{22}"#,
      trigger: Trigger(#"\bsk\.eyJ"#, .starts(width: 6)),
      docs: "https://docs.mapbox.com/help/getting-started/access-tokens/",
      found: ["sk.eyJ{80 b62}.{22 b62}"]),
    .token(
      "tinybird-token", "Tinybird token", "p.eyJ", #"[0-9A-Za-z_\-]{60,300}\.[0-9A-Za-z_\-]{43}"#,
      longest: 360,
      docs: "https://www.tinybird.co/docs", found: ["p.eyJ{120 b62}.{43 b62}"]),
    .token(
      "clickhouse-cloud-key", "ClickHouse Cloud API secret", "4b1d", "[0-9A-Za-z]{38}",
      trigger: Trigger(#"\b4b1d[0-9A-Za-z]{38}"#, .starts(width: 42)), entropy: 4,
      docs: "https://clickhouse.com/docs/cloud/manage/openapi", found: ["4b1d{38 b62}"],
      ignored: ["4b1d{38 hex}xyz"]),
    .token(
      "xata-key", "Xata API key", "xau_", "[0-9A-Za-z]{39,43}", docs: "https://xata.io/docs",
      found: ["xau_{40 b62}"]),
    .token(
      "zuplo-key", "Zuplo API key", "zpka_", "[0-9a-z]{32}_[0-9a-f]{8}", check: .crc32BodyHex,
      docs: "https://zuplo.com/docs", found: ["{zuplo}"]),
  ]

  private static let planetscale = "https://planetscale.com/docs"
  private static let supabase = "https://supabase.com/docs/guides/api/api-keys"
  private static let datadog = "https://docs.datadoghq.com/account_management/api-app-keys/"
  private static let newrelic = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"
  private static let grafana = "https://grafana.com/docs/grafana/latest/administration/service-accounts/"
  private static let sentry = "https://docs.sentry.io/account/auth-tokens/"
  private static let elastic = "https://www.elastic.co/docs/deploy-manage/api-keys"
}
