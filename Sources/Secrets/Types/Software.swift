import Findings

/// Tokens of work, design, identity and other software services.
extension SecretType {
  static let software: [SecretType] = [
    .token(
      "postman-key", "Postman API key", "PMAK-", "[0-9a-f]{24}-[0-9a-f]{34}",
      docs: "https://learning.postman.com/docs/",
      found: ["PMAK-{24 hex}-{34 hex}"]),
    .token(
      "linear-key", "Linear API key", "lin_api_", "[0-9A-Za-z]{40}", docs: "https://linear.app/developers",
      found: ["lin_api_{40 b62}"]),
    .token(
      "linear-oauth-token", "Linear OAuth token", "lin_oauth_", "[0-9a-f]{64}",
      docs: "https://linear.app/developers",
      found: ["lin_oauth_{64 hex}"]),
    .token(
      "notion-token", "Notion integration token", "ntn_", "[0-9]{11}[0-9A-Za-z]{35}", docs: notion,
      found: ["ntn_{11 digit}{35 b62}"]),
    .token(
      "notion-legacy-token", "legacy Notion integration token", "secret_", "[0-9A-Za-z]{43}",
      trigger: Trigger(#"\bsecret_[0-9A-Za-z]{43}"#, .starts(width: 50)), entropy: 4.2, docs: notion,
      found: ["secret_{43 b62}"]),
    .token(
      "figma-token", "Figma personal access token", "figd_", #"[0-9A-Za-z_\-]{40,48}"#,
      docs: "https://www.figma.com/developers/api", found: ["figd_{43 b62}"]),
    .token(
      "hubspot-token", "HubSpot private app token", "pat-", "(?:na|eu|ap)[0-9]-\(NamedValue.uuid)",
      trigger: Trigger("pat-(?:na|eu|ap)[0-9]-", .starts(width: 8)), severity: .critical,
      docs: "https://developers.hubspot.com/docs/", found: ["pat-eu1-{uuid}"]),
    .named(
      "hubspot-key", "legacy HubSpot API key", "(?:hubspot|hapi)", NamedValue.uuid,
      trigger: "(?:hubspot[a-z0-9_.-]{0,10}|hapi)key", docs: "https://developers.hubspot.com/docs/",
      found: ["HUBSPOT_API_KEY={uuid}"], ignored: ["hubspot_portal=12345"]),
    .token(
      "typeform-token", "Typeform access token", "tfp_", #"[0-9A-Za-z_\-.=]{40,60}"#,
      docs: "https://www.typeform.com/developers/", found: ["tfp_{44 b62}"]),
    .named(
      "okta-token", "Okta API token", "okta", #"00[0-9A-Za-z_\-]{40}"#, severity: .critical,
      docs: "https://developer.okta.com/docs/guides/create-an-api-token/",
      found: ["OKTA_API_TOKEN=00{40 b62}"],
      ignored: ["okta_org=dev-0012345"]),
    .token(
      "okta-ssws-header", "Okta API token in a header", "SSWS ", #"(00[0-9A-Za-z_\-]{40})"#,
      severity: .critical,
      docs: "https://developer.okta.com/docs/guides/create-an-api-token/",
      found: ["Authorization: SSWS 00{40 b62}"]),
    .named(
      "auth0-client-secret", "Auth0 client secret", "auth0", #"[0-9A-Za-z_\-]{64}"#,
      trigger: "auth0[a-z0-9_.-]{0,12}secret", longest: 220, entropy: 4.2, severity: .critical,
      docs: "https://auth0.com/docs/", found: ["AUTH0_CLIENT_SECRET={64 b62}"],
      ignored: ["auth0_secret=unset"]),
    .token(
      "clerk-secret-key", "Clerk secret key", "sk_live_", "[0-9A-Za-z]{40,60}\\$?",
      trigger: Trigger(
        #"(?i)clerk[a-z0-9_.-]{0,12}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?sk_live_"#, .within(bytes: 8)),
      severity: .critical, docs: "https://clerk.com/docs", found: ["CLERK_SECRET_KEY=sk_live_{42 b62}"],
      ignored: ["CLERK_PUBLISHABLE_KEY=pk_live_{42 b62}"]),
    .token(
      "onepassword-service-token", "1Password service account token", "ops_",
      "eyJ[0-9A-Za-z+/_-]{200,1400}={0,2}",
      longest: 1420, check: .base64JSON, severity: .critical,
      docs: "https://developer.1password.com/docs/service-accounts/", found: ["ops_{b64json ops}"]),
    .token(
      "onepassword-secret-key", "1Password secret key", "A3-",
      "[0-9A-Z]{6}-(?:[0-9A-Z]{11}|[0-9A-Z]{6}-[0-9A-Z]{5})(?:-[0-9A-Z]{5}){3}",
      trigger: Trigger("A3-[0-9A-Z]{6}-", .starts(width: 10)), entropy: 3.5, severity: .critical,
      docs: "https://support.1password.com/secret-key-security/",
      found: ["A3-{6 UP}-{6 UP}-{5 UP}-{5 UP}-{5 UP}-{5 UP}"],
      ignored: ["A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX"]),
    .token(
      "bitwarden-access-token", "Bitwarden Secrets Manager token", "0.",
      #"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[0-9A-Za-z]{30}:[0-9A-Za-z+/]{22}=="#,
      trigger: Trigger(
        #"(?:\bbws|bitwarden|access_?token)[^\r\n]{0,40}\b0\.[0-9a-f]{8}-[0-9a-f]{4}-"#, ignoresCase: true,
        .within(bytes: 16)),
      severity: .critical, docs: "https://bitwarden.com/help/access-tokens/",
      found: ["BWS_ACCESS_TOKEN=0.{uuid}.{30 b62}:{22 b62}=="]),
    .token(
      "infisical-token", "Infisical service token", "st.", #"[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}"#,
      trigger: Trigger(#"\bst\.[0-9a-f]{24}\."#, .starts(width: 28)), docs: "https://infisical.com/docs",
      found: ["st.{24 hex}.{32 hex}.{32 hex}"], ignored: ["st.{24 hex}.x"]),
    .token(
      "akeyless-access-key", "Akeyless access ID", "p-", "[0-9a-z]{12}[amk]m",
      trigger: Trigger(
        #"(?i)akeyless[a-z0-9_.-]{0,14}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?p-"#, .within(bytes: 2)),
      entropy: 2.5, severity: .low, docs: "https://docs.akeyless.io/",
      found: ["AKEYLESS_ACCESS_ID=p-{12 low}am"],
      ignored: ["akeyless=p-1"]),
    .token(
      "salesforce-session", "Salesforce session or access token", "00D",
      #"[0-9A-Za-z]{12,15}![0-9A-Za-z_.]{80,120}"#,
      trigger: Trigger(#"00D[0-9A-Za-z]{12,15}!"#, .within(bytes: 19)), docs: "https://help.salesforce.com/",
      found: ["00D{15 b62}!{96 b62}"]),
    .token(
      "asana-token", "Asana personal access token", "", "[0-2]/[0-9]{15,17}(?:/[0-9]{15,17})?:[0-9a-f]{32}",
      trigger: Trigger(
        #"(?:asana|bearer)[^\r\n]{0,60}\b[0-2]/[0-9]{10}"#, ignoresCase: true, .within(bytes: 12)),
      docs: "https://developers.asana.com/docs/personal-access-token",
      found: ["ASANA_PAT=1/{16 digit}:{32 hex}", "asana: \"2/{16 digit}/{16 digit}:{32 hex}\""],
      ignored: ["ASANA_PAT=1/{8 digit}:{32 hex}"]),
    .token(
      "clickup-token", "ClickUp personal token", "pk_", "[0-9]{6,10}_[0-9A-Z]{32}",
      trigger: Trigger(#"\bpk_[0-9]{6,10}_[0-9A-Z]{16}"#, .within(bytes: 31)),
      docs: "https://developer.clickup.com/docs",
      found: ["pk_{8 digit}_{32 UP}"]),
    .token(
      "contentful-token", "Contentful management token", "CFPAT-", #"[0-9A-Za-z_\-]{43}"#,
      docs: "https://www.contentful.com/developers/docs/", found: ["CFPAT-{43 b62}"]),
    .named(
      "contentful-delivery-token", "Contentful delivery token", "contentful", #"[0-9A-Za-z_\-]{43}"#,
      entropy: 4,
      severity: .low, docs: "https://www.contentful.com/developers/docs/",
      found: ["CONTENTFUL_ACCESS_TOKEN={43 b62}"],
      ignored: ["contentful_space=abc"]),
    .token(
      "sanity-token", "Sanity API token", "sk", "[0-9A-Za-z]{178}",
      trigger: Trigger(
        #"(?i)sanity[a-z0-9_.-]{0,16}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?sk"#, .within(bytes: 2)),
      docs: "https://www.sanity.io/docs", found: ["SANITY_API_TOKEN=sk{178 b62}"], ignored: ["sanity=sketch"]),
    .token(
      "frameio-token", "Frame.io token", "fio-u-", #"[0-9A-Za-z_\-=]{64}"#,
      docs: "https://developer.frame.io/",
      found: ["fio-u-{64 b62}"]),
    .token(
      "readme-key", "ReadMe API key", "rdme_", "[0-9a-z]{70}", docs: "https://docs.readme.com/",
      found: ["rdme_{70 low}"]),
    .token(
      "dropbox-token", "Dropbox short-lived token", "sl.", #"[0-9A-Za-z_\-]{130,1400}"#,
      trigger: Trigger(#"\bsl\.(?:u\.)?[0-9A-Za-z_\-]{64}"#, .within(bytes: 70)), longest: 1420, entropy: 4.2,
      docs: "https://developers.dropbox.com/oauth-guide", found: ["sl.{140 b62}"]),
    .named(
      "dropbox-app-secret", "Dropbox app secret", "dropbox", "[0-9a-z]{15}",
      trigger: "dropbox[a-z0-9_.-]{0,10}secret", longest: 200, entropy: 3,
      docs: "https://developers.dropbox.com/oauth-guide",
      found: ["DROPBOX_APP_SECRET={15 low}"], ignored: ["dropbox_secret=none"]),
    .token(
      "facebook-access-token", "Meta access token", "EAA", "[0-9A-Za-z]{80,300}",
      trigger: Trigger(#"\bEAA[0-9A-Za-z]{80}"#, .starts(width: 83)), longest: 320, entropy: 4.5,
      docs: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens",
      found: ["EAAG{140 b62}"],
      ignored: ["EAAG{40 b62}"]),
    .named(
      "facebook-app-secret", "Meta app secret", "(?:facebook|\\bfb)", "[0-9a-f]{32}",
      trigger: "(?:facebook|\\bfb)[a-z0-9_.-]{0,12}secret", longest: 200,
      docs: "https://developers.facebook.com/docs/",
      found: ["FACEBOOK_APP_SECRET={32 hex}"], ignored: ["facebook_app_id=123"]),
    .token(
      "instagram-token", "Instagram access token", "IGQV", #"[0-9A-Za-z_\-]{100,300}"#, longest: 320,
      entropy: 4.2,
      docs: "https://developers.facebook.com/docs/instagram-platform/", found: ["IGQV{140 b62}"]),
    .named(
      "twitter-secret", "X API secret", "twitter", "[0-9A-Za-z]{45,50}",
      trigger: "(?:twitter|\\bx_api)[a-z0-9_.-]{0,16}secret", longest: 200, entropy: 4,
      docs: "https://docs.x.com/", found: ["TWITTER_ACCESS_SECRET={45 b62}"],
      ignored: ["twitter_secret=unset"]),
    .token(
      "twitter-bearer-token", "X bearer token", "AAAAAAAAAAAAAAAAAAAAA", "[0-9A-Za-z%]{80,110}",
      // Once at the end of a run, however long: files hold long runs of the letter.
      trigger: Trigger("AAAAAAAAAAAAAAAAAAAAA[B-Zb-z0-9%]", .within(bytes: 32)), entropy: 3.5,
      docs: "https://docs.x.com/", found: ["AAAAAAAAAAAAAAAAAAAAA{90 b62}"]),
    .named(
      "linkedin-secret", "LinkedIn client secret", "linkedin", "[0-9A-Za-z]{16}",
      trigger: "linkedin[a-z0-9_.-]{0,12}secret", longest: 200, entropy: 3.2,
      docs: "https://learn.microsoft.com/linkedin/",
      found: ["LINKEDIN_CLIENT_SECRET={16 b62}"], ignored: ["linkedin_secret=unset"]),
    .token(
      "linkedin-secret-annotated", "new-format LinkedIn client secret", "WPL_AP1.",
      #"[0-9A-Za-z]{16}\.[0-9A-Za-z+/]{6}=="#,
      docs: "https://learn.microsoft.com/linkedin/", found: ["WPL_AP1.{16 b62}.{6 b62}=="]),
    .named(
      "spotify-secret", "Spotify client secret", "spotify", "[0-9a-f]{32}",
      trigger: "spotify[a-z0-9_.-]{0,12}secret", longest: 200,
      docs: "https://developer.spotify.com/documentation/web-api",
      found: ["SPOTIFY_CLIENT_SECRET={32 hex}"], ignored: ["SPOTIFY_CLIENT_ID={32 hex}"]),
    .named(
      "zendesk-token", "Zendesk API token", "zendesk", "[0-9A-Za-z]{40}",
      trigger: "zendesk[a-z0-9_.-]{0,12}(?:token|key|secret)", longest: 200, entropy: 4,
      docs: "https://developer.zendesk.com/", found: ["ZENDESK_API_TOKEN={40 b62}"],
      ignored: ["zendesk_token=unset"]),
    .named(
      "freshdesk-key", "Freshdesk API key", "freshdesk", "[0-9A-Za-z]{20}",
      trigger: "freshdesk[a-z0-9_.-]{0,12}(?:key|token)", longest: 200, entropy: 3.5,
      docs: "https://developers.freshdesk.com/", found: ["FRESHDESK_API_KEY={20 b62}"],
      ignored: ["freshdesk_key=unset"]),
    .named(
      "intercom-token", "Intercom access token", "intercom", "dG9r[0-9A-Za-z+/]{52,60}={0,2}",
      docs: "https://developers.intercom.com/", found: ["INTERCOM_ACCESS_TOKEN=dG9r{54 b62}=="],
      ignored: ["intercom_app_id=abcd"]),
    .named(
      "pagerduty-key", "PagerDuty API key", "pager_?duty",
      #"(?:[yu]\+[0-9A-Za-z_\-]{18}|[0-9A-Za-z_\-+]{20})"#,
      trigger: "pager_?duty[a-z0-9_.-]{0,12}(?:key|token)", longest: 200, entropy: 3.5,
      docs: "https://developer.pagerduty.com/docs/", found: ["PAGERDUTY_API_KEY=u+{18 b62}"],
      ignored: ["pagerduty_key=unset"]),
    .named(
      "opsgenie-key", "Opsgenie API key", "opsgenie", NamedValue.uuid,
      trigger: "opsgenie[a-z0-9_.-]{0,12}key", docs: "https://docs.opsgenie.com/",
      found: ["OPSGENIE_API_KEY={uuid}"],
      ignored: ["opsgenie_team={uuid}"]),
    .token(
      "trello-token", "Trello token", "ATTA", "[0-9a-f]{64}[0-9A-F]{8}",
      docs: "https://developer.atlassian.com/cloud/trello/",
      found: ["ATTA{64 hex}{8 HEX}"]),
    .token(
      "zapier-hook", "Zapier webhook", "https://hooks.zapier.com/hooks/catch/", "([0-9]{5,9}/[0-9a-z]{6,9})",
      entropy: 2.5, severity: .low, docs: "https://help.zapier.com/",
      found: ["https://hooks.zapier.com/hooks/catch/{7 digit}/{7 low}"],
      ignored: ["https://hooks.zapier.com/hooks/catch/"]),
    .named(
      "rapidapi-key", "RapidAPI key", "(?:rapidapi|x-rapidapi)",
      "[0-9a-z]{10}msh[0-9a-z]{15}p1[0-9a-z]{6}jsn[0-9a-z]{12}",
      docs: "https://docs.rapidapi.com/", found: ["X-RapidAPI-Key: {10 low}msh{15 low}p1{6 low}jsn{12 low}"],
      ignored: ["rapidapi_host=example"]),
    .token(
      "scalingo-token", "Scalingo API token", "tk-us-", #"[0-9A-Za-z_\-]{48}"#,
      docs: "https://developers.scalingo.com/",
      found: ["tk-us-{48 b62}"]),
    .token(
      "authress-key", "Authress service client key", "sc_",
      #"[0-9A-Za-z]{5,30}\.[0-9A-Za-z]{4,6}\.acc_[0-9a-z\-]{10,32}\.[0-9A-Za-z+/_=\-]{30,120}"#,
      trigger: Trigger(#"\.acc_[0-9a-z-]{10}"#, .within(bytes: 60)),
      docs: "https://authress.io/knowledge-base/",
      found: ["sc_{12 b62}.{4 b62}.acc_{16 low}.{60 b62}"]),
    .token(
      "nylas-key", "Nylas API key", "nyk_v0_", "[0-9A-Za-z]{60,70}", docs: "https://developer.nylas.com/",
      found: ["nyk_v0_{64 b62}"]),
    .token(
      "beamer-key", "Beamer API key", "b_", "[0-9A-Za-z=_-]{43,44}",
      trigger: Trigger(
        #"(?i)beamer[a-z0-9_.-]{0,12}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?b_"#, .within(bytes: 2)),
      entropy: 4, docs: "https://www.getbeamer.com/api", found: ["BEAMER_API_KEY=b_{44 b62}"],
      ignored: ["beamer=b_1"]),
    .token(
      "workos-key", "WorkOS secret key", "sk_", "(?:live|test)_a2V5[0-9A-Za-z]{40,120}",
      trigger: Trigger("sk_(?:live|test)_a2V5", .starts(width: 12)), severity: .critical,
      docs: "https://workos.com/docs",
      found: ["sk_live_a2V5{60 b62}"], ignored: ["sk_live_a2V5{2 b62}"]),
    .named(
      "virustotal-key", "VirusTotal API key", "(?:virus_?total|\\bvt_api)", "[0-9a-f]{64}",
      docs: "https://docs.virustotal.com/", found: ["VIRUSTOTAL_API_KEY={64 hex}"],
      ignored: ["virustotal_sha256 {3 hex}"]),
    .named(
      "shodan-key", "Shodan API key", "shodan", "[0-9A-Za-z]{32}", entropy: 3.8,
      docs: "https://developer.shodan.io/", found: ["SHODAN_API_KEY={32 b62}"], ignored: ["shodan_query=port"]
    ),
    .named(
      "maxmind-license-key", "MaxMind license key", "(?:maxmind|geoip|license_?key)",
      "[0-9A-Za-z]{6}_[0-9A-Za-z]{29}_mmk",
      severity: .medium, docs: "https://dev.maxmind.com/",
      found: ["MAXMIND_LICENSE_KEY={6 b62}_{29 b62}_mmk"],
      ignored: ["maxmind_license_key=unset"]),
    .token(
      "adafruit-key", "Adafruit IO key", "aio_", "[0-9A-Za-z]{28}", docs: "https://io.adafruit.com/api/docs/",
      found: ["aio_{28 b62}"]),
    .token(
      "sidekiq-secret", "Sidekiq Pro or Enterprise credential", "https://",
      "([0-9a-f]{8}:[0-9a-f]{8})@(?:gems|enterprise)\\.contribsys\\.com",
      trigger: Trigger(#"@(?:gems|enterprise)\.contribsys\.com"#, .within(bytes: 56)), entropy: 2.5,
      docs: "https://github.com/sidekiq/sidekiq/wiki/Pro",
      found: ["https://{8 hex}:{8 hex}@gems.contribsys.com/"],
      ignored: ["https://gems.contribsys.com/"]),
  ]

  private static let notion = "https://developers.notion.com/docs/authorization"
}
