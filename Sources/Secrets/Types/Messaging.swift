import Findings

/// Tokens of chat, mail and telephony services.
extension SecretType {
  static let messaging: [SecretType] = [
    .token(
      "slack-bot-token", "Slack bot token", "xoxb-", "[0-9]{9,14}-[0-9]{9,14}-[0-9A-Za-z]{24,34}",
      docs: slack,
      found: ["xoxb-{12 digit}-{12 digit}-{24 b62}"]),
    .token(
      "slack-user-token", "Slack user token", "xox",
      "[pe]-[0-9]{9,14}-[0-9]{9,14}-[0-9]{9,14}-[0-9a-f]{28,34}",
      trigger: Trigger("xox[pe]-[0-9]{9}", .starts(width: 14)), severity: .critical, docs: slack,
      found: ["xoxp-{12 digit}-{12 digit}-{12 digit}-{32 hex}"], ignored: ["xoxp-{5 digit}"]),
    .token(
      "slack-workspace-token", "Slack workspace token", "xox",
      "[ars]-(?:2-|[0-9]-)?[0-9A-Za-z]{8,48}(?:-[0-9A-Za-z]{8,64}){1,4}",
      trigger: Trigger("xox[ars]-[0-9A-Za-z]", .starts(width: 6)), docs: slack,
      found: ["xoxa-2-{12 digit}-{12 digit}-{32 hex}"], ignored: ["xoxr-short"]),
    .token(
      "slack-configuration-token", "Slack app configuration token", "xoxe.",
      "xox[bp]-[0-9]-[0-9A-Za-z]{146,180}",
      docs: slack, found: ["xoxe.xoxp-1-{163 b62}"]),
    .token(
      "slack-configuration-refresh", "Slack configuration refresh token", "xoxe-",
      "[0-9]-[0-9A-Za-z]{140,160}",
      docs: slack, found: ["xoxe-1-{146 b62}"]),
    .token(
      "slack-app-token", "Slack app-level token", "xapp-", "[0-9]-A[0-9A-Z]{8,12}-[0-9]{10,14}-[0-9a-f]{64}",
      docs: slack, found: ["xapp-1-A{10 UP}-{13 digit}-{64 hex}"]),
    .token(
      "slack-browser-token", "Slack browser session token", "xoxc-",
      "[0-9]{9,14}-[0-9]{9,14}-[0-9]{9,14}-[0-9a-f]{64}",
      docs: slack, found: ["xoxc-{12 digit}-{12 digit}-{12 digit}-{64 hex}"]),
    .token(
      "slack-browser-cookie", "Slack browser session cookie", "xoxd-", "[0-9A-Za-z%+/=_-]{120,400}",
      longest: 420,
      docs: slack, found: ["xoxd-{180 b62}"]),
    .token(
      "slack-webhook", "Slack incoming webhook", "https://hooks.slack.com/",
      "((?:services|workflows|triggers)/[TE][0-9A-Z]{8,12}/[AB]?[0-9A-Z]{8,20}/(?:[0-9]{10,20}/)?[0-9A-Za-z]{18,32})",
      severity: .medium, docs: "https://api.slack.com/messaging/webhooks",
      found: ["https://hooks.slack.com/services/T{10 UP}/B{10 UP}/{24 b62}"],
      ignored: ["https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"]),
    .token(
      "slack-legacy-bot-token", "legacy Slack bot token", "xoxb-", "[0-9]{8,14}-[0-9A-Za-z]{18,26}",
      docs: slack, found: ["xoxb-{10 digit}-{24 b62}"], ignored: ["xoxb-not-a-token"]),
    .token(
      "discord-bot-token", "Discord bot token", "",
      #"[MNO][0-9A-Za-z]{23,27}\.[0-9A-Za-z_\-]{6}\.[0-9A-Za-z_\-]{27,38}"#,
      trigger: Trigger(
        "(?:\(userNumberStarts))" + #"(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){4}"#, .starts(width: 20)),
      check: .discordUser, docs: "https://discord.com/developers/docs/reference", found: ["{discord}"],
      ignored: ["M{23 b62}.{6 b62}.short"]),
    .token(
      "discord-webhook", "Discord webhook", "https://discord",
      #"(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/([0-9]{17,20}/[0-9A-Za-z_\-]{60,72})"#,
      severity: .medium, docs: "https://discord.com/developers/docs/resources/webhook",
      found: ["https://discord.com/api/webhooks/{18 digit}/{68 b62}"],
      ignored: ["https://discord.com/api/webhooks/{18 digit}/TOKEN"]),
    .named(
      "discord-client-secret", "Discord client secret", "discord", "[0-9A-Za-z_-]{32}",
      trigger: "discord[a-z0-9_.-]{0,12}secret", longest: 200, entropy: 3.8,
      docs: "https://discord.com/developers/docs/topics/oauth2", found: ["DISCORD_CLIENT_SECRET={32 b62}"],
      ignored: ["discord_secret=none"]),
    .token(
      "telegram-bot-token", "Telegram bot token", "", #"[0-9]{8,10}:A[0-9A-Za-z_\-]{34}"#,
      trigger: Trigger(#"[0-9]{8}:A[0-9A-Za-z_\-]{34}"#, .within(bytes: 46)), entropy: 4,
      docs: "https://core.telegram.org/bots/api", found: ["{10 digit}:AA{33 b62}"],
      ignored: ["{10 digit}:A{8 b62}"]),
    .token(
      "twilio-api-key", "Twilio API key", "SK", "[0-9a-f]{32}",
      trigger: Trigger(#"\bSK[0-9a-f]{32}"#, .starts(width: 34)), entropy: 3.2, severity: .medium,
      docs: twilio, found: ["SK{32 hex}"], ignored: ["SK{12 hex}"]),
    .named(
      "twilio-auth-token", "Twilio auth token", "twilio", "[0-9a-f]{32}",
      trigger: "twilio[a-z0-9_.-]{0,14}(?:token|secret)", longest: 200, severity: .critical, docs: twilio,
      found: ["TWILIO_AUTH_TOKEN={32 hex}"], ignored: ["TWILIO_ACCOUNT_SID=AC{32 hex}"]),
    .token(
      "sendgrid-key", "SendGrid API key", "SG.", #"[0-9A-Za-z_\-]{22}\.[0-9A-Za-z_\-]{43}"#,
      trigger: Trigger(#"SG\.[0-9A-Za-z_\-]{22}\."#, .starts(width: 26)), severity: .critical,
      docs: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
      found: ["SG.{22 b62}.{43 b62}"]),
    .token(
      "mailgun-key", "Mailgun API key", "key-", "[0-9a-f]{32}",
      trigger: Trigger(#"\bkey-[0-9a-f]{32}"#, .starts(width: 36)), docs: mailgun, found: ["key-{32 hex}"]),
    .token(
      "mailgun-sending-key", "Mailgun sending key", "", "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
      trigger: Trigger(
        #"(?:mailgun[^\r\n]{0,80}|\bapi:|\bmg_[a-z_]{1,24}["']?[ ]{0,2}[=:][ ]{0,2}["']?)\b[0-9a-f]{32}-[0-9a-f]{8}-"#,
        ignoresCase: true, .within(bytes: 42)),
      docs: mailgun,
      found: ["MAILGUN_KEY={32 hex}-{8 hex}-{8 hex}", "curl --user api:{32 hex}-{8 hex}-{8 hex} a"],
      ignored: ["MAILGUN_KEY={32 hex}-{8 hex}", "id: {32 hex}-{8 hex}-{8 hex}"]),
    .named(
      "mailgun-webhook-key", "Mailgun webhook signing key", "mailgun", "[0-9a-f]{32}",
      trigger: "mailgun[a-z0-9_.-]{0,20}(?:key|secret)", longest: 200, severity: .medium, docs: mailgun,
      found: ["MAILGUN_WEBHOOK_SIGNING_KEY={32 hex}"], ignored: ["mailgun_key=unset"]),
    .token(
      "mailchimp-key", "Mailchimp API key", "", "[0-9a-f]{32}-us[0-9]{1,2}",
      trigger: Trigger("-us[0-9]", .within(bytes: 36)),
      docs: "https://mailchimp.com/developer/marketing/guides/quick-start/", found: ["{32 hex}-us14"]),
    .token(
      "mandrill-key", "Mandrill API key", "md-", "(?=[0-9a-z_-]{0,21}[A-Z])[0-9A-Za-z_-]{22}",
      trigger: Trigger(#"\bmd-[0-9A-Za-z_-]{22}"#, .starts(width: 25)), entropy: 3.5,
      docs: "https://mailchimp.com/developer/transactional/", found: ["md-{22 b62}"],
      ignored: ["md-outlined-button-container-x", "md-test-course-3-of-it-prob\t0.1"]),
    .token(
      "brevo-key", "Brevo API key", "xkeysib-", "[0-9a-f]{64}-[0-9A-Za-z]{16}", severity: .critical,
      docs: "https://developers.brevo.com/", found: ["xkeysib-{64 hex}-{16 b62}"]),
    .token(
      "brevo-smtp-key", "Brevo SMTP key", "xsmtpsib-", "[0-9a-f]{64}-[0-9A-Za-z]{16}", severity: .high,
      docs: "https://developers.brevo.com/", found: ["xsmtpsib-{64 hex}-{16 b62}"]),
    .token(
      "mailersend-token", "MailerSend API token", "mlsn.", "[0-9a-f]{64}",
      docs: "https://developers.mailersend.com/", found: ["mlsn.{64 hex}"]),
    .named(
      "postmark-token", "Postmark server token", "postmark", NamedValue.uuid,
      docs: "https://postmarkapp.com/developer/api/overview", found: ["POSTMARK_SERVER_TOKEN={uuid}"],
      ignored: ["postmark_stream=outbound"]),
    .token(
      "resend-key", "Resend API key", "re_", "[0-9A-Za-z]{8}_[0-9A-Za-z]{24}",
      trigger: Trigger(#"\bre_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}"#, .starts(width: 36)), entropy: 3.8,
      docs: "https://resend.com/docs", found: ["re_{8 b62}_{24 b62}"]),
    .named(
      "mattermost-token", "Mattermost access token", "mattermost", "[0-9a-z]{26}",
      trigger: "mattermost[a-z0-9_.-]{0,12}(?:token|secret|key)", longest: 200, entropy: 3.5,
      docs: "https://developers.mattermost.com/integrate/reference/personal-access-token/",
      found: ["MATTERMOST_TOKEN={26 low}"], ignored: ["mattermost_token=unset"]),
    .named(
      "messagebird-key", "MessageBird access key", "(?:messagebird|message_bird)", "[0-9A-Za-z]{25}",
      entropy: 3.5,
      docs: "https://developers.messagebird.com/", found: ["MESSAGEBIRD_KEY={25 b62}"],
      ignored: ["messagebird_channel=sms"]),
    .named(
      "vonage-secret", "Vonage API secret", "(?:vonage|nexmo)", "[0-9A-Za-z]{16}",
      trigger: "(?:vonage|nexmo)[a-z0-9_.-]{0,10}secret", longest: 200, entropy: 3.2,
      docs: "https://developer.vonage.com/", found: ["NEXMO_API_SECRET={16 b62}"],
      ignored: ["nexmo_secret=none"]),
    .named(
      "pusher-secret", "Pusher app secret", "pusher", "[0-9a-f]{20}",
      trigger: "pusher[a-z0-9_.-]{0,10}secret", longest: 200, docs: "https://pusher.com/docs/channels/",
      found: ["PUSHER_APP_SECRET={20 hex}"], ignored: ["PUSHER_APP_KEY={20 hex}"]),
    .token(
      "ably-key", "Ably API key", "", #"[0-9A-Za-z]{6}\.[0-9A-Za-z_\-]{6}:[0-9A-Za-z_\-]{43}"#,
      trigger: Trigger(
        #"\bably[^\r\n]{0,60}\b[0-9a-z]{6}\.[0-9a-z_\-]{6}:[0-9a-z_\-]{8}"#, ignoresCase: true,
        .within(bytes: 22)),
      entropy: 4,
      docs: "https://ably.com/docs/auth/", found: ["ABLY_API_KEY={6 b62}.{6 b62}:{43 b62}"],
      ignored: ["ABLY_API_KEY={6 b62}.{6 b62}:{20 b62}", "probably {6 b62}"]),
    .named(
      "line-channel-token", "LINE channel access token", "line_?channel", "[0-9A-Za-z+/]{170,180}=?",
      longest: 400,
      entropy: 4, docs: "https://developers.line.biz/en/docs/messaging-api/",
      found: ["LINE_CHANNEL_ACCESS_TOKEN={172 b64}"], ignored: ["line_channel_id=1234567890"]),
    .token(
      "webex-bot-token", "Webex bot token", "",
      #"[0-9A-Za-z]{64}_P[0-9A-Z]{3}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"#,
      trigger: Trigger(
        #"webex[^\r\n]{0,140}_P[0-9A-Z]{3}_[0-9a-f]{8}-"#, ignoresCase: true, .within(bytes: 90)),
      entropy: 3.5,
      docs: "https://developer.webex.com/docs/bots", found: ["WEBEX_BOT_TOKEN={64 b62}_PF84_{uuid}"]),
  ]

  private static let slack = "https://api.slack.com/concepts/token-types"
  private static let twilio = "https://www.twilio.com/docs/iam/api-keys"
  private static let mailgun = "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/"

  /// How the Base64 of a user's number can begin: three digits are four letters. Literals are what the scanner finds
  /// fastest.
  private static let userNumberStarts = (100...999).map { Decode.encodeBase64(Array("\($0)".utf8)) }.joined(
    separator: "|")
}
