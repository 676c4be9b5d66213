import Findings

/// Keys of services for mail, messages, customers, content, media, maps and games.
extension SecretType {
  static let businessVendors: [SecretType] = [
    .prefixed(
      "adobe-client-secret", "Adobe client secret", "p8e-", .url, 32,
      docs: "https://developer.adobe.com/developer-console/docs/guides/authentication/"),
    .token(
      "telnyx-key", "Telnyx API key", "KEY0", "[0-9A-F]{31}_[0-9A-Za-z]{22}",
      trigger: Trigger(#"\bKEY0[0-9A-F]{31}_"#, .starts(width: 36)),
      docs: "https://developers.telnyx.com/api/authentication", found: ["KEY0{31 HEX}_{22 b62}"]),
    .prefixed(
      "klaviyo-key", "Klaviyo private API key", "pk_", .hex, 34,
      docs: "https://developers.klaviyo.com/en/docs/authenticate_"),
    .prefixed(
      "kit-key", "Kit API key", "kit_", .hex, 32, docs: "https://developers.kit.com/api-reference/overview"),
    .prefixed(
      "courier-key", "Courier auth token", "pk_prod_", .upper, 28,
      docs: "https://www.courier.com/docs/reference/intro"),
    .prefixed(
      "onesignal-app-key", "OneSignal app API key", "os_v2_app_", .b32, 60, to: 160,
      docs: "https://documentation.onesignal.com/docs/keys-and-ids"),
    .prefixed(
      "onesignal-organization-key", "OneSignal organisation API key", "os_v2_org_", .b32, 60, to: 160,
      docs: "https://documentation.onesignal.com/docs/keys-and-ids"),
    .token(
      "ifttt-webhook", "IFTTT webhook key", "https://maker.ifttt.com/",
      #"(?:trigger/[^\s/"']{1,64}/(?:json/)?with/key|use)/([0-9A-Za-z_\-]{22,43})"#,
      entropy: 3, severity: .medium, docs: "https://ifttt.com/maker_webhooks",
      found: ["https://maker.ifttt.com/trigger/door/with/key/{22 b62}"],
      ignored: ["https://maker.ifttt.com/trigger/door/with/key/YOUR_KEY"]),
    .token(
      "make-webhook", "Make webhook", "https://hook.", #"(?:eu[12]|us[12])\.make\.com/([0-9a-z]{32})"#,
      severity: .medium,
      docs: "https://www.make.com/en/help/tools/webhooks",
      found: ["https://hook.eu1.make.com/{32 low}"], ignored: ["https://hook.eu1.make.com/"]),
    .prefixed(
      "n8n-key", "n8n API key", "n8n_api_", .hex, 80, docs: "https://docs.n8n.io/api/authentication/"),
    .prefixed(
      "pubnub-secret-key", "PubNub secret key", "sec-c-", .b62, 48,
      docs: "https://www.pubnub.com/docs/general/basics/initialize-pubnub"),
    .prefixed(
      "branch-secret", "Branch secret", "secret_live_", .b62, 32,
      docs: "https://help.branch.io/developers-hub/"),
    .token(
      "zoho-refresh-token", "Zoho OAuth token", "1000.", #"[0-9a-f]{32}\.[0-9a-f]{32}"#,
      trigger: Trigger(#"\b1000\.[0-9a-f]{32}\."#, .starts(width: 38)),
      docs: "https://www.zoho.com/accounts/protocol/oauth/", found: ["1000.{32 hex}.{32 hex}"]),
    .token(
      "close-key", "Close API key", "api_", #"[0-9A-Za-z]{22}\.[0-9A-Za-z]{22}"#,
      trigger: Trigger(#"\bapi_[0-9A-Za-z]{22}\.[0-9A-Za-z]{8}"#, .starts(width: 35)),
      docs: "https://developer.close.com/api/overview/api-key-authentication",
      found: ["api_{22 b62}.{22 b62}"]),
    .prefixed(
      "cal-com-key", "Cal.com API key", "cal_live_", .hex, 32, docs: "https://cal.com/docs/api-reference/v2/"),
    .token(
      "salesforce-refresh-token", "Salesforce refresh token", "5Aep861", "[0-9A-Za-z._]{60,100}",
      severity: .critical,
      docs:
        "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm",
      found: ["5Aep861{76 b62}"]),
    .prefixed(
      "guilded-token", "Guilded bot token", "gapi_", .b64, 86, end: "==",
      docs: "https://www.guilded.gg/docs/api/http_authentication"),
    .token(
      "riot-key", "Riot Games API key", "RGAPI-", NamedValue.uuid, severity: .medium,
      docs: "https://developer.riotgames.com/docs/portal", found: ["RGAPI-{uuid}"]),
    .token(
      "roblox-cookie", "Roblox session cookie", "_|WARNING:-DO-NOT-SHARE-THIS.",
      #"[^|\r\n]{20,200}\|_([0-9A-F]{200,1200})"#,
      longest: 1500, severity: .critical, docs: "https://create.roblox.com/docs/cloud/auth",
      found: ["_|WARNING:-DO-NOT-SHARE-THIS.--Sharing this will allow someone to log in as you.|_{640 HEX}"],
      ignored: ["_|WARNING:-DO-NOT-SHARE-THIS.--Sharing this will allow someone to log in as you.|_"]),
    .prefixed(
      "ubidots-token", "Ubidots token", "BBFF-", .b62, 30, to: 32,
      docs: "https://docs.ubidots.com/reference/authentication"),
    .service(
      "twitch-secret", "Twitch client secret", ["twitch"], .lower, 30, variable: "TWITCH_CLIENT_SECRET",
      docs: "https://dev.twitch.tv/docs/authentication/register-app/"),
    .token(
      "twitch-chat-token", "Twitch chat token", "oauth:", "([0-9a-z]{30})",
      trigger: Trigger(#"\boauth:[0-9a-z]{30}"#, .starts(width: 36)), entropy: 3.2,
      docs: "https://dev.twitch.tv/docs/chat/authenticating/", found: ["PASS oauth:{30 low}"]),
    .service(
      "figma-legacy-token", "legacy Figma personal access token", ["figma"],
      #"[0-9]{4,9}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#,
      example: "FIGMA_TOKEN={6 digit}-{uuid}",
      severity: .medium, docs: "https://developers.figma.com/docs/rest-api/authentication/"),
    .service(
      "mux-secret", "Mux token secret", ["mux"], #"[0-9A-Za-z+/]{75}"#, entropy: 4,
      example: "MUX_TOKEN_SECRET={75 b64}",
      docs: "https://www.mux.com/docs/core/make-api-requests"),
    .service(
      "plivo-token", "Plivo auth token", ["plivo"], #"[0-9A-Za-z]{56}"#, entropy: 3.8,
      example: "PLIVO_AUTH_TOKEN={56 b62}",
      docs: "https://www.plivo.com/docs/messaging/api/overview/"),
    .service(
      "sparkpost-key", "SparkPost API key", ["sparkpost"], .hex, 40, variable: "SPARKPOST_API_KEY",
      docs: "https://developers.sparkpost.com/api/"),
    .service(
      "mailjet-secret", "Mailjet secret key", ["mailjet", "mj_apikey"], "[0-9a-f]{32}",
      example: "MJ_APIKEY_PRIVATE_KEY={32 hex}",
      docs: "https://dev.mailjet.com/email/guides/"),
    .service(
      "mailtrap-token", "Mailtrap API token", ["mailtrap"], .hex, 32, variable: "MAILTRAP_API_TOKEN",
      docs: "https://api-docs.mailtrap.io/"),
    .service(
      "activecampaign-key", "ActiveCampaign API key", ["activecampaign", "active_campaign"], .hex, 64, to: 72,
      variable: "ACTIVECAMPAIGN_API_KEY",
      docs: "https://developers.activecampaign.com/reference/authentication"),
    .service(
      "customer-io-key", "Customer.io API key", ["cio", "customer_io", "customerio"],
      #"[0-9a-f]{20}|[0-9a-f]{32}"#,
      entropy: 2.6,
      example: "CUSTOMERIO_API_KEY={32 hex}", docs: "https://docs.customer.io/integrations/api/"),
    .service(
      "novu-secret", "Novu secret key", ["novu"], .hex, 32, variable: "NOVU_SECRET_KEY",
      docs: "https://docs.novu.co/api-reference/overview"),
    .service(
      "iterable-key", "Iterable API key", ["iterable"], .hex, 32, variable: "ITERABLE_API_KEY",
      docs: "https://support.iterable.com/hc/articles/360043464871"),
    .service(
      "braze-key", "Braze REST API key", ["braze"], NamedValue.uuid, example: "BRAZE_API_KEY={uuid}",
      docs: "https://www.braze.com/docs/api/basics/"),
    .service(
      "pushover-token", "Pushover API token", ["pushover"], .lower, 30, variable: "PUSHOVER_API_TOKEN",
      severity: .medium,
      docs: "https://pushover.net/api"),
    .service(
      "pushbullet-token", "Pushbullet access token", ["pushbullet"], #"o\.[0-9A-Za-z]{32}"#,
      example: "PUSHBULLET_TOKEN=o.{32 b62}",
      docs: "https://docs.pushbullet.com/"),
    .service(
      "sendbird-token", "Sendbird API token", ["sendbird"], .hex, 40, variable: "SENDBIRD_API_TOKEN",
      severity: .critical,
      docs: "https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api"),
    .service(
      "zoom-secret", "Zoom client secret", ["zoom"], .b62, 32, variable: "ZOOM_CLIENT_SECRET",
      docs: "https://developers.zoom.us/docs/integrations/oauth/"),
    .service(
      "smartsheet-token", "Smartsheet access token", ["smartsheet"], .b62, 37,
      variable: "SMARTSHEET_ACCESS_TOKEN",
      docs: "https://developers.smartsheet.com/api/smartsheet/guides/basics/authentication"),
    .service(
      "coda-token", "Coda API token", ["coda"], NamedValue.uuid, example: "CODA_API_TOKEN={uuid}",
      docs: "https://coda.io/developers/apis/v1"),
    .service(
      "shortcut-token", "Shortcut API token", ["clubhouse", "shortcut"], NamedValue.uuid,
      example: "SHORTCUT_API_TOKEN={uuid}",
      docs: "https://developer.shortcut.com/api/rest/v3"),
    .service(
      "pipedrive-token", "Pipedrive API token", ["pipedrive"], .hex, 40, variable: "PIPEDRIVE_API_TOKEN",
      docs: "https://pipedrive.readme.io/docs/core-api-concepts-authentication"),
    .service(
      "jotform-key", "Jotform API key", ["jotform"], .hex, 32, variable: "JOTFORM_API_KEY",
      docs: "https://api.jotform.com/docs/"),
    .service(
      "webflow-token", "Webflow API token", ["webflow"], #"(?:ws-)?[0-9a-f]{64}"#,
      example: "WEBFLOW_API_TOKEN={64 hex}",
      docs: "https://developers.webflow.com/data/reference/authentication"),
    .service(
      "tmdb-key", "TMDB API key", ["tmdb"], .hex, 32, variable: "TMDB_API_KEY", severity: .low,
      docs: "https://developer.themoviedb.org/docs/getting-started"),
    .service(
      "lastfm-secret", "Last.fm shared secret", ["lastfm"], .hex, 32, variable: "LASTFM_API_SECRET",
      severity: .medium,
      docs: "https://www.last.fm/api/authentication"),
    .service(
      "unsplash-key", "Unsplash secret key", ["unsplash"], .url, 43, variable: "UNSPLASH_SECRET_KEY",
      severity: .medium,
      docs: "https://unsplash.com/documentation"),
    .service(
      "pexels-key", "Pexels API key", ["pexels"], .b62, 56, variable: "PEXELS_API_KEY", severity: .low,
      docs: "https://www.pexels.com/api/documentation/"),
    .service(
      "pixabay-key", "Pixabay API key", ["pixabay"], #"[0-9]{8}-[0-9a-f]{25}"#,
      example: "PIXABAY_API_KEY={8 digit}-{25 hex}",
      severity: .low, docs: "https://pixabay.com/api/docs/"),
    .service(
      "giphy-key", "GIPHY API key", ["giphy"], .b62, 32, variable: "GIPHY_API_KEY", severity: .low,
      docs: "https://developers.giphy.com/docs/api/"),
    .service(
      "genius-token", "Genius client access token", ["genius"], .url, 64, variable: "GENIUS_ACCESS_TOKEN",
      severity: .medium,
      docs: "https://docs.genius.com/"),
    .service(
      "strava-secret", "Strava client secret", ["strava"], .hex, 40, variable: "STRAVA_CLIENT_SECRET",
      docs: "https://developers.strava.com/docs/authentication/"),
    .service(
      "steam-key", "Steam Web API key", ["steam"], .upperHex, 32, variable: "STEAM_API_KEY",
      severity: .medium,
      docs: "https://partner.steamgames.com/doc/webapi_overview/auth"),
    .service(
      "bungie-key", "Bungie API key", ["bungie"], .hex, 32, variable: "BUNGIE_API_KEY", severity: .medium,
      docs: "https://bungie-net.github.io/"),
    .service(
      "reddit-secret", "Reddit client secret", ["reddit"], .url, 27, to: 30, variable: "REDDIT_CLIENT_SECRET",
      docs: "https://www.reddit.com/dev/api/"),
    .service(
      "tumblr-secret", "Tumblr consumer secret", ["tumblr"], .b62, 50, variable: "TUMBLR_CONSUMER_SECRET",
      docs: "https://www.tumblr.com/docs/en/api/v2"),
    .service(
      "vimeo-token", "Vimeo access token", ["vimeo"], .hex, 32, variable: "VIMEO_ACCESS_TOKEN",
      docs: "https://developer.vimeo.com/api/authentication"),
    .service(
      "bluesky-password", "Bluesky app password", ["atproto", "bluesky", "bsky"],
      #"[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}"#,
      entropy: 2.5, example: "BLUESKY_APP_PASSWORD={4 b32l}-{4 b32l}-{4 b32l}-{4 b32l}",
      docs: "https://docs.bsky.app/docs/get-started"),
    .service(
      "openweather-key", "OpenWeather API key", ["openweather", "owm"], .hex, 32,
      variable: "OPENWEATHER_API_KEY",
      severity: .low, docs: "https://openweathermap.org/appid"),
    .service(
      "tomtom-key", "TomTom API key", ["tomtom"], .b62, 32, variable: "TOMTOM_API_KEY", severity: .low,
      docs: "https://developer.tomtom.com/knowledgebase/platform/articles/how-to-get-an-tomtom-api-key/"),
    .service(
      "here-key", "HERE API key", ["here", "heremaps"], .url, 43, variable: "HERE_API_KEY", severity: .low,
      docs: "https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/"),
    .service(
      "ipinfo-token", "IPinfo token", ["ipinfo"], .hex, 14, variable: "IPINFO_TOKEN", severity: .low,
      docs: "https://ipinfo.io/developers"),
    .service(
      "abuseipdb-key", "AbuseIPDB API key", ["abuseipdb"], .hex, 80, variable: "ABUSEIPDB_API_KEY",
      severity: .medium,
      docs: "https://docs.abuseipdb.com/"),
    .service(
      "otx-key", "AlienVault OTX key", ["alienvault", "otx"], .hex, 64, variable: "OTX_API_KEY",
      severity: .medium,
      docs: "https://otx.alienvault.com/api"),
    .service(
      "urlscan-key", "urlscan.io API key", ["urlscan"], NamedValue.uuid, example: "URLSCAN_API_KEY={uuid}",
      severity: .medium,
      docs: "https://docs.urlscan.io/"),
    .service(
      "securitytrails-key", "SecurityTrails API key", ["securitytrails"], .b62, 32,
      variable: "SECURITYTRAILS_API_KEY",
      severity: .medium, docs: "https://docs.securitytrails.com/"),
    .service(
      "pwned-key", "Have I Been Pwned API key", ["haveibeenpwned", "hibp"], .hex, 32,
      variable: "HIBP_API_KEY",
      severity: .medium,
      docs: "https://haveibeenpwned.com/API/v3"),
    .service(
      "hunter-key", "Hunter API key", ["hunter", "hunterio"], .hex, 40, variable: "HUNTER_API_KEY",
      severity: .medium,
      docs: "https://hunter.io/api-documentation/v2"),
    .service(
      "people-data-key", "People Data Labs API key", ["pdl", "peopledatalabs"], .hex, 64,
      variable: "PDL_API_KEY", severity: .medium,
      docs: "https://docs.peopledatalabs.com/docs/authentication"),
    .service(
      "thingspeak-key", "ThingSpeak write key", ["thingspeak"], .upper, 16, variable: "THINGSPEAK_WRITE_KEY",
      severity: .low,
      docs: "https://www.mathworks.com/help/thingspeak/channelcontrol.html"),
    .service(
      "particle-token", "Particle access token", ["particle"], .hex, 40, variable: "PARTICLE_ACCESS_TOKEN",
      docs: "https://docs.particle.io/reference/cloud-apis/access-tokens/"),
    .service(
      "filestack-secret", "Filestack app secret", ["filestack"], .b32, 26, variable: "FILESTACK_APP_SECRET",
      severity: .medium,
      docs: "https://www.filestack.com/docs/security/"),
    .service(
      "sonatype-token", "Sonatype token", ["ossindex", "sonatype"], .hex, 40, variable: "OSSINDEX_TOKEN",
      docs: "https://ossindex.sonatype.org/doc/auth-required"),
  ]
}
