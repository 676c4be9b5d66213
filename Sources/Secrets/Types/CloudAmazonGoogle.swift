import Findings

/// Credentials of Amazon Web Services and Google Cloud.
extension SecretType {
  static let amazonAndGoogle: [SecretType] = [
    .token(
      "aws-access-key-id", "AWS access key ID", "A", "(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}",
      trigger: Trigger("A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}", .starts(width: 20)), check: .awsAccount,
      severity: .medium, docs: aws, found: ["aws_access_key_id = AKIA{awsid}"],
      ignored: ["AKIAIOSFODNN7EXAMPLE", "AIDA{awsid}", "AKIA{10 b32}"]),
    .named(
      "aws-secret-access-key", "AWS secret access key",
      "(?:aws|amazon|s3|ses|secret_?access)", "[A-Za-z0-9/+]{40}",
      trigger:
        #"aws[a-z0-9_.-]{0,12}(?:secret|_sk)|amazon[a-z0-9_.-]{0,12}secret|s3_?secret|s3[._-][a-z]{1,8}[._-]?secret|ses[._-]secret|secret_?access_?key"#,
      longest: 200, entropy: 4.2, severity: .critical, docs: aws,
      found: [
        "aws_secret_access_key = {40 b64}", "\"SecretAccessKey\": \"{40 b64}\"", "AWS_SECRET_KEY='{40 b64}'",
      ],
      ignored: [
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "secret_key_sha1 = {40 hex}",
        "secret_key = {39 low}",
      ]),
    .named(
      "aws-session-token", "AWS session token", "(?:aws_?)?session_?token", "[A-Za-z0-9/+]{100,1200}={0,2}",
      longest: 1300, entropy: 4.5, docs: aws, found: ["aws_session_token={180 b64}=="],
      ignored: ["session_token={40 hex}"]),
    .token(
      "aws-session-token-value", "AWS session token", "",
      "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9/+]{100,1200}={0,2}",
      trigger: Trigger("(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)", .starts(width: 12)), longest: 1300, entropy: 4.5,
      docs: aws, found: ["IQoJb3JpZ2lu{220 b64}"]),
    .token(
      "aws-bedrock-key", "Amazon Bedrock API key", "ABSK", "QmVkcm9ja0FQSUtleS[0-9A-Za-z+/]{80,200}={0,2}",
      severity: .critical, docs: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
      found: ["ABSKQmVkcm9ja0FQSUtleS{110 b64}"]),
    .token(
      "aws-bedrock-short-key", "Amazon Bedrock short-term API key", "bedrock-api-key-",
      "YmVkcm9jay5hbWF6b25hd3MuY29t[0-9A-Za-z+/=]{60,2000}", longest: 2100, severity: .high,
      docs: "https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html",
      found: ["bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{200 b64}"]),
    .token(
      "aws-mws-token", "Amazon Marketplace web service token", "amzn.mws.", NamedValue.uuid,
      docs: "https://developer-docs.amazon.com/sp-api/", found: ["amzn.mws.{uuid}"]),
    .token(
      "aws-cognito-client-secret", "Amazon OAuth client secret", "amzn1.oa2-cs.v1.", "[0-9a-f]{64}",
      docs: "https://developer.amazon.com/docs/login-with-amazon/security-profile.html",
      found: ["amzn1.oa2-cs.v1.{64 hex}"]),
    .token(
      "aws-appsync-key", "AWS AppSync API key", "da2-", "[a-z0-9]{26}", severity: .medium,
      docs: "https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html", found: ["da2-{26 low}"]
    ),
    .token(
      "google-api-key", "Google API key", "AIza", #"[0-9A-Za-z_\-]{35}"#, entropy: 3.5, severity: .low,
      docs: "https://cloud.google.com/docs/authentication/api-keys", found: ["AIza{35 b62}"]),
    .token(
      "google-gemini-key", "new-format Gemini API key", "AQ.Ab8RN6", #"[0-9A-Za-z_\-]{44}"#,
      docs: "https://ai.google.dev/gemini-api/docs/api-key", found: ["AQ.Ab8RN6{44 b62}"]),
    .token(
      "google-oauth-secret", "Google OAuth client secret", "GOCSPX-", #"[0-9A-Za-z_\-]{28}"#,
      severity: .medium,
      docs: google, found: ["GOCSPX-{28 b62}"]),
    .token(
      "google-access-token", "Google OAuth access token", "ya29.", #"[0-9A-Za-z_\-]{60,400}"#, longest: 420,
      severity: .medium, docs: google, found: ["ya29.a0{140 b62}"]),
    .token(
      "google-refresh-token", "Google OAuth refresh token", "1//0", #"[0-9A-Za-z_\-]{60,120}"#,
      severity: .critical,
      docs: google, found: ["\"refresh_token\": \"1//0{99 b62}\""]),
    .token(
      "google-storage-hmac-id", "Google Cloud Storage HMAC key ID", "GOOG", "(?:1E[A-Z0-9]{55}|[A-Z0-9]{20})",
      trigger: Trigger("GOOG[A-Z0-9]{20}", .starts(width: 24)), entropy: 3.2, severity: .medium,
      docs: "https://cloud.google.com/storage/docs/authentication/hmackeys", found: ["GOOG1E{55 UP}"]),
    .named(
      "google-service-account-key", "private key of a Google service account", "\"private_key_id\"",
      "[0-9a-f]{40}",
      severity: .high, docs: "https://cloud.google.com/iam/docs/keys-create-delete",
      found: ["{\"type\": \"service_account\", \"private_key_id\": \"{40 hex}\"}"],
      ignored: ["\"private_key_id\": \"KEY_ID\""]),
    .token(
      "google-tink-keyset", "cleartext Tink keyset", "\"keyMaterialType\"",
      #"\s{0,4}:\s{0,4}"(?:SYMMETRIC|ASYMMETRIC_PRIVATE)"[^{}]{0,200}?"value"\s{0,4}:\s{0,4}"([0-9A-Za-z+/=_\-]{20,4000})"#,
      longest: 4300, docs: "https://developers.google.com/tink/keysets",
      found: ["\"keyMaterialType\": \"SYMMETRIC\", \"value\": \"{60 b64}\""],
      ignored: ["\"keyMaterialType\": \"ASYMMETRIC_PUBLIC\", \"value\": \"{60 b64}\""]),
    .token(
      "firebase-messaging-key", "Firebase Cloud Messaging server key", "AAAA",
      #"[0-9A-Za-z_\-]{7}:APA91b[0-9A-Za-z_\-]{100,200}"#,
      trigger: Trigger(#"AAAA[0-9A-Za-z_\-]{7}:APA91b"#, .starts(width: 18)),
      docs: "https://firebase.google.com/docs/cloud-messaging", found: ["AAAA{7 b62}:APA91b{134 b62}"],
      ignored: ["AAAA{7 b62}:APA91b{20 b62}"]),
    .token(
      "google-recaptcha-secret", "reCAPTCHA secret key", "6L", #"[0-9A-Za-z_\-]{38}"#,
      trigger: Trigger(
        #"(?i)captcha[a-z0-9_.:-]{0,12}(?:secret|private)[a-z0-9_.-]{0,8}["']?(?:[ \t]{0,3}(?:[=:,]|=>)[ \t]{0,3}|[ ]{1,3}value=)["']?6L"#,
        .within(bytes: 2)),
      severity: .medium, docs: "https://developers.google.com/recaptcha/docs/v3",
      found: ["RECAPTCHA_SECRET_KEY=6L{38 b62}", "<add key=\"ReCaptcha:SecretKey\" value=\"6L{38 b62}\" />"],
      ignored: ["RECAPTCHA_SITE_KEY=6L{38 b62}"]),
  ]

  private static let aws = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"
  private static let google = "https://developers.google.com/identity/protocols/oauth2"
}
