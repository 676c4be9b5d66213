import Findings

/// Keys of services for language models, speech, images and search.
extension SecretType {
  static let modelVendors: [SecretType] = [
    .prefixed(
      "llamacloud-key", "LlamaCloud API key", "llx-", .b62, 48,
      docs: "https://docs.cloud.llamaindex.ai/llamacloud/how_to/api_keys"),
    .prefixed("mem0-key", "Mem0 API key", "m0-", .b62, 40, docs: "https://docs.mem0.ai/api-reference"),
    .prefixed(
      "nomic-key", "Nomic API key", "nk-", .url, 43,
      docs: "https://docs.nomic.ai/platform/authentication/api-key-management"),
    .prefixed(
      "friendli-token", "Friendli personal API key", "flp_", .b62, 40, to: 60,
      docs: "https://friendli.ai/docs/guides/personal-access-tokens"),
    .prefixed(
      "anyscale-key", "Anyscale API key", "esecret_", .lower, 26,
      docs: "https://docs.anyscale.com/"),
    .token(
      "helicone-key", "Helicone API key", "sk-helicone-", "[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}",
      docs: "https://docs.helicone.ai/", found: ["sk-helicone-{7 low}-{7 low}-{7 low}-{7 low}"]),
    .prefixed(
      "neptune-token", "Neptune API token", "eyJhcGlfYWRkcmVzcyI6", .b64, 80, to: 320,
      docs: "https://docs.neptune.ai/setup/setting_api_token/"),
    .prefixed(
      "runpod-key", "RunPod API key", "rpa_", .b62, 40, to: 48,
      docs: "https://docs.runpod.io/get-started/api-keys"),
    .prefixed(
      "cartesia-key", "Cartesia API key", "sk_car_", .url, 20, to: 48, docs: "https://docs.cartesia.ai/"),
    .prefixed("runway-key", "Runway API key", "key_", .hex, 128, docs: "https://docs.dev.runwayml.com/"),
    .prefixed(
      "cursor-key", "Cursor API key", "crsr_", .hex, 64,
      docs: "https://cursor.com/docs/account/teams/admin-api"),
    .prefixed(
      "brave-search-key", "Brave Search API key", "BSA", .url, 28,
      docs: "https://api-dashboard.search.brave.com/documentation/guides/authentication"),
    .prefixed(
      "chroma-key", "Chroma Cloud API key", "ck-", .b62, 44,
      docs: "https://docs.trychroma.com/cloud/getting-started"),
    .token(
      "qianfan-key", "Baidu Qianfan API key", "bce-v3/", #"ALTAK(?:SP)?-[0-9A-Za-z]{21}/[0-9a-f]{40}"#,
      severity: .critical, docs: "https://cloud.baidu.com/doc/qianfan-api/s/ym9chdsy5",
      found: ["bce-v3/ALTAK-{21 b62}/{40 hex}"]),
    .service(
      "zhipu-key", "Z.ai API key", ["bigmodel", "glm", "zai", "zhipu", "zhipuai"],
      #"[0-9a-f]{32}\.[0-9A-Za-z]{16}"#,
      example: "ZHIPUAI_API_KEY={32 hex}.{16 b62}", docs: "https://docs.z.ai/api-reference/introduction"),
    .service(
      "baseten-key", "Baseten API key", ["baseten"], #"[0-9A-Za-z]{8}\.[0-9A-Za-z]{32}"#,
      example: "BASETEN_API_KEY={8 b62}.{32 b62}", docs: "https://docs.baseten.co/organization/api-keys"),
    .service(
      "fal-key", "fal API key", ["fal"],
      #"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}"#,
      example: "FAL_KEY={uuid}:{32 hex}", docs: "https://docs.fal.ai/authentication/key-based/"),
    .service(
      "sambanova-key", "SambaNova API key", ["sambanova"], NamedValue.uuid,
      example: "SAMBANOVA_API_KEY={uuid}",
      docs: "https://docs.sambanova.ai/"),
    .service(
      "deepinfra-token", "DeepInfra API token", ["deepinfra"], .b62, 32, variable: "DEEPINFRA_TOKEN",
      docs: "https://docs.deepinfra.com/account/api-keys"),
    .service(
      "ai21-key", "AI21 API key", ["ai21"], .b62, 32, variable: "AI21_API_KEY", docs: "https://docs.ai21.com/"
    ),
    .service(
      "clarifai-token", "Clarifai personal access token", ["clarifai"], .hex, 32,
      variable: "CLARIFAI_PAT_KEY",
      docs: "https://docs.clarifai.com/control/authentication/pat"),
    .service(
      "roboflow-key", "Roboflow API key", ["roboflow"], .b62, 20, variable: "ROBOFLOW_API_KEY",
      docs: "https://docs.roboflow.com/developer/authentication/find-your-roboflow-api-key"),
    .service(
      "vast-key", "Vast.ai API key", ["vast", "vastai"], .hex, 64, variable: "VAST_API_KEY",
      docs: "https://docs.vast.ai/api-reference/authentication"),
    .service(
      "lambda-cloud-key", "Lambda Cloud API key", ["lambda"],
      #"secret_[\w\-]{1,64}_[0-9a-f]{32}\.[0-9A-Za-z]{32}"#,
      example: "LAMBDA_API_KEY=secret_ci_{32 hex}.{32 b62}",
      docs: "https://docs.lambda.ai/public-cloud/cloud-api/"),
    .service(
      "paperspace-key", "Paperspace API key", ["paperspace"], .hex, 30, to: 64,
      variable: "PAPERSPACE_API_KEY",
      docs: "https://docs.digitalocean.com/reference/paperspace/"),
    .service(
      "leonardo-key", "Leonardo.Ai API key", ["leonardo"], NamedValue.uuid,
      example: "LEONARDO_API_KEY={uuid}",
      docs: "https://docs.leonardo.ai/"),
    .service(
      "gladia-key", "Gladia API key", ["gladia"], NamedValue.uuid, example: "GLADIA_API_KEY={uuid}",
      docs: "https://docs.gladia.io/"),
    .service(
      "daily-key", "Daily API key", ["daily"], .hex, 64, variable: "DAILY_API_KEY",
      docs: "https://docs.daily.co/reference/rest-api"),
    .service(
      "exa-key", "Exa API key", ["exa"], NamedValue.uuid, example: "EXA_API_KEY={uuid}",
      docs: "https://docs.exa.ai/"),
    .service(
      "serpapi-key", "SerpApi key", ["serpapi"], .hex, 64, variable: "SERPAPI_API_KEY",
      docs: "https://serpapi.com/search-api"),
    .service(
      "serper-key", "Serper API key", ["serper"], .hex, 40, variable: "SERPER_API_KEY",
      docs: "https://serper.dev/"),
    .service(
      "volcengine-key", "Volcengine Ark API key", ["ark", "volcengine"], NamedValue.uuid,
      example: "ARK_API_KEY={uuid}",
      docs: "https://www.volcengine.com/docs/82379"),
    .service(
      "scrapingbee-key", "ScrapingBee API key", ["scrapingbee"], .upper, 80, variable: "SCRAPINGBEE_API_KEY",
      docs: "https://www.scrapingbee.com/documentation/"),
    .service(
      "scraperapi-key", "ScraperAPI key", ["scraperapi"], .hex, 32, variable: "SCRAPERAPI_KEY",
      docs: "https://docs.scraperapi.com/"),
    .service(
      "zyte-key", "Zyte API key", ["zyte"], .hex, 32, variable: "ZYTE_API_KEY", docs: "https://docs.zyte.com/"
    ),
    .service(
      "livekit-secret", "LiveKit API secret", ["livekit"], .b62, 40, to: 48, variable: "LIVEKIT_API_SECRET",
      docs: "https://docs.livekit.io/home/get-started/authentication/"),
    .service(
      "agora-certificate", "Agora app certificate", ["agora"], "[0-9a-f]{32}",
      example: "AGORA_APP_CERTIFICATE_KEY={32 hex}",
      docs: "https://docs.agora.io/en/"),
  ]
}
