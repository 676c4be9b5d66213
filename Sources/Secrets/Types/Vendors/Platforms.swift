import Findings

/// Keys of platforms for shops, texts in many languages, data and messages, and of tools that sign.
extension SecretType {
  static let platformVendors: [SecretType] = [
    .prefixed(
      "weblate-token", "Weblate user token", "wlu_", .b62, 36,
      docs: "https://docs.weblate.org/en/latest/api.html"),
    .prefixed(
      "weblate-project-token", "Weblate project token", "wlp_", .b62, 36,
      docs: "https://docs.weblate.org/en/latest/api.html"),
    .prefixed(
      "tolgee-personal-token", "Tolgee personal access token", "tgpat_", .lower, 48, to: 52,
      docs: "https://docs.tolgee.io/platform/account_settings/api_keys_and_pat_tokens"),
    .prefixed(
      "tolgee-project-key", "Tolgee project API key", "tgpak_", .b32, 60, to: 110,
      docs: "https://docs.tolgee.io/platform/account_settings/api_keys_and_pat_tokens"),
    .prefixed(
      "materialize-password", "Materialize app password", "mzp_", .hex, 64, severity: .critical,
      docs: "https://materialize.com/docs/integrations/cli/reference/app-password"),
    .prefixed(
      "woocommerce-secret", "WooCommerce consumer secret", "cs_", .hex, 40,
      docs: "https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication"),
    .prefixed(
      "builder-private-key", "Builder.io private key", "bpk-", .hex, 32,
      docs: "https://www.builder.io/c/docs/using-your-api-key"),
    .prefixed(
      "daytona-key", "Daytona API key", "dtn_", .hex, 64, docs: "https://www.daytona.io/docs/en/api-keys/"),
    .token(
      "apollo-graph-key", "Apollo GraphOS graph key", "service:",
      #"[0-9A-Za-z_\-]{2,64}:[0-9A-Za-z_\-]{22}"#,
      trigger: Trigger(#"\bservice:[0-9A-Za-z_-]{2,64}:[0-9A-Za-z_-]{22}"#, .within(bytes: 98)), longest: 100,
      entropy: 3.8, docs: "https://www.apollographql.com/docs/graphos/platform/access-management/api-keys",
      found: ["APOLLO_KEY=service:acme-shop:{22 b62}"],
      ignored: ["service:acme-shop:health", "service:acme-shop:some-name-of-operation"]),
    .token(
      "minisign-secret-key", "minisign secret key without a passphrase", "RWQAAEIy",
      "[0-9A-Za-z+/]{203}=", longest: 240, entropy: 4, severity: .critical,
      docs: "https://jedisct1.github.io/minisign/", found: ["RWQAAEIy{203 b64}="]),
    .token(
      "minisign-locked-key", "minisign secret key with a passphrase", "RWRTY0Iy", "[0-9A-Za-z+/]{203}=",
      longest: 240, entropy: 4, severity: .medium, docs: "https://jedisct1.github.io/minisign/",
      found: ["RWRTY0Iy{203 b64}="]),
    .token(
      "signify-secret-key", "signify secret key", "RWRCSwAAA", "[0-9A-Za-z+/]{130}=", longest: 180,
      entropy: 4, docs: "https://man.openbsd.org/signify", found: ["RWRCSwAAA{130 b64}="]),
    .service(
      "confluent-secret", "Confluent Cloud API secret", ["confluent"], .b64, 64,
      variable: "CONFLUENT_CLOUD_API_SECRET", severity: .critical,
      docs:
        "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html"
    ),
    .service(
      "huawei-secret-key", "Huawei Cloud secret access key", ["hw_secret", "huaweicloud"], .b62, 40,
      variable: "HW_SECRET_KEY", severity: .critical,
      docs: "https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html"),
    .service(
      "infobip-key", "Infobip API key", ["infobip"], "[0-9a-f]{32}-" + NamedValue.uuid,
      example: "INFOBIP_API_KEY={32 hex}-{uuid}",
      docs: "https://www.infobip.com/docs/essentials/api-essentials/api-authentication"),
    .service(
      "signalwire-token", "SignalWire API token", ["signalwire"], "PT[0-9a-f]{48}",
      example: "SIGNALWIRE_API_TOKEN=PT{48 hex}",
      docs: "https://developer.signalwire.com/platform/dashboard/guides/your-signalwire-api-space/"),
    .service(
      "zulip-key", "Zulip API key", ["zulip"], .b62, 32, variable: "ZULIP_API_KEY",
      docs: "https://zulip.com/api/api-keys"),
    .service(
      "todoist-token", "Todoist API token", ["todoist"], .hex, 40, variable: "TODOIST_API_TOKEN",
      docs: "https://developer.todoist.com/"),
    .service(
      "bitly-token", "Bitly access token", ["bitly"], .hex, 40, variable: "BITLY_ACCESS_TOKEN",
      severity: .medium, docs: "https://dev.bitly.com/docs/getting-started/authentication/"),
    .service(
      "transifex-token", "Transifex API token", ["transifex"], "1/[0-9a-f]{40}",
      example: "TRANSIFEX_TOKEN=1/{40 hex}",
      docs: "https://developers.transifex.com/reference/api-authentication"),
    .service(
      "crowdin-token", "Crowdin personal token", ["crowdin"], .hex, 80, variable: "CROWDIN_PERSONAL_TOKEN",
      docs: "https://support.crowdin.com/enterprise/personal-access-tokens/"),
    .service(
      "lokalise-token", "Lokalise API token", ["lokalise"], .hex, 40, variable: "LOKALISE_API_TOKEN",
      docs: "https://developers.lokalise.com/reference/api-authentication"),
    .service(
      "phrase-token", "Phrase access token", ["phraseapp", "phrase_access"], .hex, 64,
      variable: "PHRASE_ACCESS_TOKEN",
      docs: "https://developers.phrase.com/en/api/strings/authentication"),
    .service(
      "poeditor-token", "POEditor API token", ["poeditor"], .hex, 32, variable: "POEDITOR_API_TOKEN",
      severity: .medium, docs: "https://poeditor.com/docs/api"),
  ]
}
