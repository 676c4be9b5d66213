import Findings

/// Credentials of other clouds, hosting and network services.
extension SecretType {
  static let otherClouds: [SecretType] = [
    .token(
      "alibaba-access-key-id", "Alibaba Cloud access key ID", "LTAI", "[0-9A-Za-z]{12,21}",
      trigger: Trigger(#"\bLTAI[0-9A-Za-z]{12}"#, .starts(width: 16)), entropy: 3.2, severity: .medium,
      docs: "https://www.alibabacloud.com/help/en/ram/", found: ["LTAI{20 b62}"]),
    .named(
      "alibaba-secret-key", "Alibaba Cloud secret key", "(?:alibaba|aliyun|alicloud|oss|access_?key)",
      "[0-9A-Za-z]{30}",
      trigger: "(?:alibaba|aliyun|alicloud|oss_|access_?key_?)[a-z0-9_.-]{0,14}secret", longest: 200,
      entropy: 4,
      severity: .critical, docs: "https://www.alibabacloud.com/help/en/ram/",
      found: ["ALIYUN_ACCESS_KEY_SECRET={30 b62}"], ignored: ["aliyun_secret_name=production"]),
    .token(
      "tencent-secret-id", "Tencent Cloud secret ID", "AKID", "[0-9A-Za-z]{32}", entropy: 3.8,
      severity: .medium,
      docs: "https://www.tencentcloud.com/document/product/598", found: ["AKID{32 b62}"]),
    .named(
      "tencent-secret-key", "Tencent Cloud secret key", "(?:tencent|qcloud|cos)", "[0-9A-Za-z]{32}",
      trigger: "(?:tencent|qcloud|cos_)[a-z0-9_.-]{0,12}secret_?key", longest: 200, entropy: 4,
      docs: "https://www.tencentcloud.com/document/product/598", found: ["TENCENT_SECRET_KEY={32 b62}"],
      ignored: ["tencent_secret_key=unset"]),
    .named(
      "ibm-cloud-key", "IBM Cloud API key", "(?:ibm|bluemix|softlayer)", "[0-9A-Za-z_-]{44}",
      trigger: "ibm_?cloud|bluemix|softlayer|ibm_(?:api|cos|watson|iam)", longest: 200, entropy: 4,
      severity: .critical, docs: "https://cloud.ibm.com/docs/account?topic=account-manapikey",
      found: ["IBMCLOUD_API_KEY={44 b62}"], ignored: ["ibm_key_protect=enabled"]),
    .token(
      "yandex-api-key", "Yandex Cloud API key", "AQVN", #"[0-9A-Za-z_\-]{35,38}"#, entropy: 3.8,
      docs: yandex, found: ["AQVN{36 b62}"]),
    .token(
      "yandex-iam-token", "Yandex Cloud IAM token", "t1.",
      #"[0-9A-Z_\-a-z]{80,600}={0,2}\.[0-9A-Za-z_\-]{86}={0,2}"#,
      trigger: Trigger(#"\bt1\.[0-9A-Za-z_\-]{80}"#, .starts(width: 83)), longest: 720, severity: .medium,
      docs: yandex, found: ["t1.{180 b62}.{86 b62}"]),
    .token(
      "yandex-static-key", "Yandex Cloud static secret key", "YC", #"[0-9A-Za-z_\-]{38}"#,
      trigger: Trigger(
        #"(?i)(?:yandex|yc|aws|s3|secret)[a-z0-9_.-]{0,20}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?YC"#,
        .within(bytes: 2)),
      entropy: 3.8, docs: yandex, found: ["YANDEX_SECRET_KEY=YC{38 b62}"], ignored: ["build=YC{38 b62}"]),
    .token(
      "digitalocean-token", "DigitalOcean personal access token", "dop_v1_", "[0-9a-f]{64}",
      severity: .critical,
      docs: digitalocean, found: ["dop_v1_{64 hex}"]),
    .token(
      "digitalocean-oauth-token", "DigitalOcean OAuth token", "doo_v1_", "[0-9a-f]{64}", severity: .critical,
      docs: digitalocean, found: ["doo_v1_{64 hex}"]),
    .token(
      "digitalocean-refresh-token", "DigitalOcean refresh token", "dor_v1_", "[0-9a-f]{64}",
      severity: .critical,
      docs: digitalocean, found: ["dor_v1_{64 hex}"]),
    .token(
      "digitalocean-spaces-key", "DigitalOcean Spaces key ID", "DO00", "[0-9A-Z]{16}",
      trigger: Trigger(#"\bDO00[0-9A-Z]{16}"#, .starts(width: 20)), entropy: 3, severity: .medium,
      docs: digitalocean, found: ["DO00{16 UP}"]),
    .token(
      "heroku-token", "Heroku API key", "HRKU-AA", "[0-9A-Za-z_-]{58}", severity: .critical, docs: heroku,
      found: ["HRKU-AA{58 b62}"]),
    .named(
      "heroku-legacy-key", "legacy Heroku API key", "heroku", NamedValue.uuid, severity: .high,
      docs: heroku,
      found: ["HEROKU_API_KEY={uuid}"], ignored: ["heroku_app=acme-{4 hex}"]),
    .token(
      "fly-token", "Fly.io token", "FlyV1 ", "fm[12][ar]?_[0-9A-Za-z+/=,_-]{80,1500}", longest: 1600,
      severity: .critical, docs: "https://fly.io/docs/security/tokens/", found: ["FlyV1 fm2_{300 b64}"]),
    .token(
      "fly-macaroon", "Fly.io token", "fo1_", #"[0-9A-Za-z_\-]{43}"#, severity: .critical,
      docs: "https://fly.io/docs/security/tokens/", found: ["fo1_{43 b62}"]),
    .token(
      "netlify-token", "Netlify access token", "nfp_", "[0-9A-Za-z]{36,64}",
      docs: "https://docs.netlify.com/api/get-started/", found: ["nfp_{36 b62}"]),
    .token(
      "vercel-token", "Vercel token", "vc", "[piark]_[0-9A-Za-z]{56}",
      trigger: Trigger("vc[piark]_[0-9A-Za-z]{24}", .starts(width: 28)), severity: .high,
      docs: "https://vercel.com/docs/rest-api", found: ["vcp_{56 b62}"]),
    .named(
      "vercel-legacy-token", "legacy Vercel token", "vercel", "[0-9A-Za-z]{24}",
      trigger: "vercel[a-z0-9_.-]{0,8}token", longest: 200, entropy: 3.5,
      docs: "https://vercel.com/docs/rest-api",
      found: ["VERCEL_TOKEN={24 b62}"], ignored: ["vercel_token=required"]),
    .named(
      "cloudflare-api-token", "Cloudflare API token",
      #"(?:cloudflare|\bcf)[\w.\-]{0,12}(?:token|key|secret)"#, "[0-9A-Za-z_-]{40}",
      trigger: cloudflareName, longest: 200, entropy: 3.8, severity: .critical, docs: cloudflare,
      found: ["CLOUDFLARE_API_TOKEN={40 b62}", "CF_API_TOKEN={40 b62}"],
      ignored: ["cf_token_url=https", "cf_access_commit={40 hex}"]),
    .named(
      "cloudflare-global-key", "Cloudflare global API key", #"(?:cloudflare|\bcf)[\w.\-]{0,12}key"#,
      "[0-9a-f]{37}",
      trigger: cloudflareName, longest: 200, severity: .critical, docs: cloudflare,
      found: ["CLOUDFLARE_API_KEY={37 hex}"], ignored: ["cloudflare_key={12 hex}"]),
    .token(
      "cloudflare-origin-key", "Cloudflare Origin CA key", "v1.0-", "[0-9a-f]{24}-[0-9a-f]{146}",
      severity: .critical, docs: cloudflare, found: ["v1.0-{24 hex}-{146 hex}"]),
    .token(
      "cloudflare-tunnel-token", "Cloudflare tunnel token", "eyJhIjoi", "[0-9A-Za-z+/]{120,300}={0,2}",
      longest: 320, check: .base64JSON, docs: "https://developers.cloudflare.com/cloudflare-one/",
      found: ["{b64json a}"]),
    .named(
      "fastly-token", "Fastly API token", "fastly", "[0-9A-Za-z_-]{32}",
      trigger: "fastly[a-z0-9_.-]{0,10}(?:token|key)", longest: 200, entropy: 3.8,
      docs: "https://www.fastly.com/documentation/reference/api/auth-tokens/",
      found: ["FASTLY_API_TOKEN={32 b62}"],
      ignored: ["fastly_key=none"]),
    .token(
      "exoscale-key", "Exoscale API key", "EXO", "[0-9a-f]{24}",
      trigger: Trigger(#"\bEXO[0-9a-f]{24}"#, .starts(width: 27)), severity: .medium,
      docs: "https://community.exoscale.com/", found: ["EXO{24 hex}"]),
    .named(
      "scaleway-secret-key", "Scaleway secret key", "(?:scaleway|scw)", NamedValue.uuid,
      trigger: "(?:scaleway|scw)[a-z0-9_.-]{0,12}(?:secret|token)",
      docs: "https://www.scaleway.com/en/docs/iam/",
      found: ["SCW_SECRET_KEY={uuid}"], ignored: ["SCW_DEFAULT_PROJECT_ID={uuid}"]),
    .named(
      "hetzner-token", "Hetzner Cloud token", "(?:hetzner|hcloud)", "[0-9A-Za-z]{64}", entropy: 4,
      severity: .critical, docs: "https://docs.hetzner.cloud/", found: ["HCLOUD_TOKEN={64 b62}"],
      ignored: ["hetzner_location=fsn1"]),
    .token(
      "upcloud-token", "UpCloud API token", "ucat_", "[0-9A-Z]{26}",
      docs: "https://developers.upcloud.com/", found: ["ucat_{26 UP}"]),
    .named(
      "civo-token", "Civo API key", "civo", "[0-9A-Za-z]{50}", entropy: 3.8, docs: "https://www.civo.com/api",
      found: ["CIVO_TOKEN={50 b62}"], ignored: ["civo_region=LON1"]),
    .named(
      "linode-token", "Linode access token", "linode", "[0-9a-f]{64}", severity: .critical,
      docs: "https://techdocs.akamai.com/linode-api/", found: ["LINODE_TOKEN={64 hex}"],
      ignored: ["linode_image_sha=unset"]),
    .named(
      "vultr-key", "Vultr API key", "vultr", "[0-9A-Z]{36}", entropy: 3.8, severity: .critical,
      docs: "https://docs.vultr.com/", found: ["VULTR_API_KEY={36 UP}"], ignored: ["vultr_region=ewr"]),
    .named(
      "ovh-secret", "OVHcloud application secret", "ovh", "[0-9A-Za-z]{32}",
      trigger: "ovh[a-z0-9_.-]{0,16}(?:secret|consumer_key)", longest: 200, entropy: 3.8,
      docs: "https://help.ovhcloud.com/", found: ["OVH_APPLICATION_SECRET={32 b62}"],
      ignored: ["ovh_endpoint=eu"]),
    .token(
      "tailscale-key", "Tailscale key", "tskey-",
      "(?:auth|api|client|scim|webhook)-[0-9A-Za-z]{8,24}(?:CNTRL)?-[0-9A-Za-z]{20,50}",
      docs: "https://tailscale.com/kb/1085/auth-keys", found: ["tskey-auth-{12 b62}CNTRL-{32 b62}"]),
    .named(
      "ngrok-token", "ngrok authtoken", "(?:ngrok|authtoken)", "(?:[0-9][0-9A-Za-z]{26}_[0-9A-Za-z]{21})",
      docs: "https://ngrok.com/docs/agent/", found: ["authtoken: 2{26 b62}_{21 b62}"],
      ignored: ["authtoken: <token>"]),
    .token(
      "ubuntu-pro-token", "Ubuntu Pro contract token", "C1", "[0-9A-Za-z]{24,30}",
      trigger: Trigger(
        #"(?i)(?:ubuntu|\bpro|\bua)[a-z_ -]{0,12}(?:attach|token)["']?[ =:]{1,3}["']?C1"#, .within(bytes: 2)),
      entropy: 3.5, severity: .medium, docs: "https://documentation.ubuntu.com/pro-client/",
      found: ["pro attach C1{28 b62}"], ignored: ["pro attach TOKEN"]),
    .token(
      "cloudinary-url", "Cloudinary URL with a secret", "cloudinary://",
      "[0-9]{12,18}:([0-9A-Za-z_-]{24,32})@[0-9A-Za-z-]{1,60}",
      docs: "https://cloudinary.com/documentation/", found: ["cloudinary://{15 digit}:{27 b62}@acme"],
      ignored: ["cloudinary://key:secret@name"]),
    .named(
      "dnsimple-token", "DNSimple access token", "dnsimple", "[0-9A-Za-z_]{32,64}",
      trigger: "dnsimple[a-z0-9_.-]{0,12}token", longest: 200, entropy: 3.8,
      docs: "https://support.dnsimple.com/articles/api-access-token/", found: ["DNSIMPLE_TOKEN={32 b62}"],
      ignored: ["dnsimple_token=unset"]),
  ]

  private static let yandex = "https://yandex.cloud/en/docs/iam/concepts/authorization/"
  private static let digitalocean =
    "https://docs.digitalocean.com/reference/api/create-personal-access-token/"
  private static let heroku = "https://devcenter.heroku.com/articles/authentication"
  /// `cf` alone begins too many words to be looked for: the scanner would stop at each.
  private static let cloudflareName =
    #"cloudflare[a-z0-9_.-]{0,12}(?:token|key|secret)|\bcf_?(?:api|auth|global|dns|worker|zone|access|account|user|token|key|secret)"#
  private static let cloudflare = "https://developers.cloudflare.com/fundamentals/api/get-started/"
}
