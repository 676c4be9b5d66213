import Findings

/// Keys of services that run or host models.
extension SecretType {
  static let artificialIntelligence: [SecretType] = [
    .token(
      "openai-key", "OpenAI API key", "sk-",
      #"(?:(?:proj|svcacct|admin|None)-)?[0-9A-Za-z_\-]{20,110}T3BlbkFJ[0-9A-Za-z_\-]{20,110}"#,
      trigger: Trigger("T3BlbkFJ", .within(bytes: 140)), longest: 260, severity: .critical,
      docs: "https://platform.openai.com/docs/api-reference/authentication",
      found: ["sk-{20 b62}T3BlbkFJ{20 b62}", "sk-proj-{74 b62}T3BlbkFJ{74 b62}"],
      ignored: ["T3BlbkFJ{20 b62}"]),
    .token(
      "anthropic-key", "Anthropic API key", "sk-ant-", #"api[0-9]{2}-[0-9A-Za-z_\-]{93}AA"#,
      severity: .critical,
      docs: anthropic, found: ["sk-ant-api03-{93 b62}AA"]),
    .token(
      "anthropic-admin-key", "Anthropic admin key", "sk-ant-", #"admin[0-9]{2}-[0-9A-Za-z_\-]{93}AA"#,
      severity: .critical, docs: anthropic, found: ["sk-ant-admin01-{93 b62}AA"]),
    .token(
      "anthropic-oauth-token", "Anthropic OAuth token", "sk-ant-", #"o[ar]t[0-9]{2}-[0-9A-Za-z_\-]{80,120}"#,
      docs: anthropic, found: ["sk-ant-oat01-{95 b62}"]),
    .token(
      "huggingface-token", "Hugging Face access token", "hf_", "[A-Za-z]{34}",
      trigger: Trigger(#"\bhf_[A-Za-z]{34}"#, .starts(width: 37)), entropy: 3.8, docs: huggingface,
      found: ["hf_{34 alpha}"]),
    .token(
      "huggingface-organization-token", "Hugging Face organization token", "api_org_", "[A-Za-z]{34}",
      entropy: 3.8,
      docs: huggingface, found: ["api_org_{34 alpha}"]),
    .token(
      "groq-key", "Groq API key", "gsk_", "[0-9A-Za-z]{52}", docs: "https://console.groq.com/docs",
      found: ["gsk_{52 b62}"]),
    .token(
      "xai-key", "xAI API key", "xai-", "[0-9A-Za-z_]{80}", docs: "https://docs.x.ai/",
      found: ["xai-{80 b62}"]),
    .token(
      "perplexity-key", "Perplexity API key", "pplx-", "[0-9A-Za-z]{48}", docs: "https://docs.perplexity.ai/",
      found: ["pplx-{48 b62}"]),
    .token(
      "openrouter-key", "OpenRouter API key", "sk-or-v1-", "[0-9a-f]{64}", docs: "https://openrouter.ai/docs",
      found: ["sk-or-v1-{64 hex}"]),
    .token(
      "replicate-token", "Replicate API token", "r8_", "[0-9A-Za-z]{37}",
      trigger: Trigger(#"\br8_[0-9A-Za-z]{37}"#, .starts(width: 40)), docs: "https://replicate.com/docs",
      found: ["r8_{37 b62}"]),
    .token(
      "nvidia-key", "NVIDIA API key", "nvapi-", #"[0-9A-Za-z_\-]{64}"#,
      docs: "https://docs.api.nvidia.com/",
      found: ["nvapi-{64 b62}"]),
    .token(
      "cerebras-key", "Cerebras API key", "csk-", "[0-9a-z]{48}", docs: "https://inference-docs.cerebras.ai/",
      found: ["csk-{48 low}"]),
    .token(
      "together-key", "Together AI API key", "tgp_v1_", #"[0-9A-Za-z_\-]{43}"#,
      docs: "https://docs.together.ai/",
      found: ["tgp_v1_{43 b62}"]),
    .token(
      "langsmith-key", "LangSmith API key", "lsv2_", "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
      docs: "https://docs.langchain.com/langsmith", found: ["lsv2_pt_{32 hex}_{10 hex}"]),
    .token(
      "langfuse-secret-key", "Langfuse secret key", "sk-lf-", NamedValue.uuid,
      docs: "https://langfuse.com/docs",
      found: ["sk-lf-{uuid}"]),
    .token(
      "pinecone-key", "Pinecone API key", "pcsk_", "[0-9A-Za-z]{5,6}_[0-9A-Za-z]{60,66}",
      docs: "https://docs.pinecone.io/", found: ["pcsk_{6 b62}_{63 b62}"]),
    .token(
      "wandb-key", "Weights & Biases API key", "wandb_v1_", #"[0-9A-Za-z_\-]{77}"#, docs: wandb,
      found: ["wandb_v1_{77 b62}"]),
    .named(
      "wandb-legacy-key", "legacy Weights & Biases API key", "wandb", "[0-9a-f]{40}", docs: wandb,
      found: ["WANDB_API_KEY={40 hex}"], ignored: ["wandb_project=demo"]),
    .named(
      "deepseek-key", "DeepSeek API key", "deepseek", "sk-[0-9a-f]{32}",
      docs: "https://api-docs.deepseek.com/",
      found: ["DEEPSEEK_API_KEY=sk-{32 hex}"], ignored: ["deepseek_model=chat"]),
    .token(
      "sk-hex-key", "API key in the sk- format", "sk-", "[0-9a-f]{32}",
      trigger: Trigger(#"\bsk-[0-9a-f]{32}"#, .starts(width: 35)), entropy: 3.2, confidence: .tentative,
      docs: "https://api-docs.deepseek.com/", found: ["sk-{32 hex}"]),
    .named(
      "elevenlabs-key", "ElevenLabs API key", "(?:eleven|xi)[_-]?(?:labs|api)", "sk_[0-9a-f]{48}",
      docs: "https://elevenlabs.io/docs/api-reference/authentication",
      found: ["ELEVENLABS_API_KEY=sk_{48 hex}"],
      ignored: ["elevenlabs_voice=adam"]),
    .token(
      "sk-hex48-key", "API key in the sk_ format", "sk_", "[0-9a-f]{48}",
      trigger: Trigger(#"\bsk_[0-9a-f]{12}"#, .starts(width: 15)), entropy: 3.2,
      docs: "https://elevenlabs.io/docs/api-reference/authentication", found: ["sk_{48 hex}"]),
    .named(
      "mistral-key", "Mistral API key", "mistral", "[0-9A-Za-z]{32}",
      trigger: "mistral[a-z0-9_.-]{0,12}(?:key|token)",
      longest: 200, entropy: 3.8, docs: "https://docs.mistral.ai/", found: ["MISTRAL_API_KEY={32 b62}"],
      ignored: ["mistral_token_count=32000"]),
    .named(
      "cohere-key", "Cohere API key", "(?:cohere|\\bco_api)", "[0-9A-Za-z]{40}",
      trigger: "cohere[_.-]?(?:api|key|token)|\\bco_api_key", longest: 200, entropy: 3.8,
      docs: "https://docs.cohere.com/", found: ["COHERE_API_KEY={40 b62}", "CO_API_KEY={40 b62}"],
      ignored: ["cohere_token_limit=4096"]),
    .token(
      "fireworks-key", "Fireworks AI API key", "fw_", "[0-9A-Za-z]{22,24}",
      trigger: Trigger(#"\bfw_[0-9A-Za-z]{22}"#, .starts(width: 25)), entropy: 3.8,
      docs: "https://docs.fireworks.ai/",
      found: ["fw_{22 b62}"]),
    .token(
      "tavily-key", "Tavily API key", "tvly-", "(?:dev-|prod-)?[0-9A-Za-z]{32}",
      docs: "https://docs.tavily.com/",
      found: ["tvly-{32 b62}"]),
    .token(
      "voyage-key", "Voyage AI API key", "pa-", #"[0-9A-Za-z_\-]{43}"#,
      trigger: Trigger(
        #"(?i)voyage[a-z0-9_.-]{0,12}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?pa-"#, .within(bytes: 3)),
      docs: "https://docs.voyageai.com/", found: ["VOYAGE_API_KEY=pa-{43 b62}"], ignored: ["voyage=pa-x"]),
    .token(
      "jina-key", "Jina AI API key", "jina_", #"[0-9a-f]{32}[0-9A-Za-z_\-]{28}"#, docs: "https://jina.ai/",
      found: ["jina_{32 hex}{28 b62}"]),
    .token(
      "firecrawl-key", "Firecrawl API key", "fc-", "[0-9a-f]{32}",
      trigger: Trigger(#"\bfc-[0-9a-f]{32}"#, .starts(width: 35)), docs: "https://docs.firecrawl.dev/",
      found: ["fc-{32 hex}"]),
    .token(
      "modal-secret", "Modal token secret", "as-", "[0-9A-Za-z]{22}",
      trigger: Trigger(
        #"(?i)modal[a-z0-9_.-]{0,12}secret["']?[ \t]{0,3}[=:][ \t]{0,3}["']?as-"#, .within(bytes: 3)),
      docs: "https://modal.com/docs", found: ["MODAL_TOKEN_SECRET=as-{22 b62}"], ignored: ["modal=as-x"]),
    .named(
      "assemblyai-key", "AssemblyAI API key", "(?:assemblyai|assembly_ai)", "[0-9a-f]{32}",
      docs: "https://www.assemblyai.com/docs", found: ["ASSEMBLYAI_API_KEY={32 hex}"],
      ignored: ["assemblyai=on"]),
    .named(
      "deepgram-key", "Deepgram API key", "deepgram", "[0-9a-f]{40}",
      docs: "https://developers.deepgram.com/",
      found: ["DEEPGRAM_API_KEY={40 hex}"], ignored: ["deepgram_model=nova"]),
    .named(
      "stability-key", "Stability AI API key", "(?:stability|dreamstudio)", "sk-[0-9A-Za-z]{48}",
      docs: "https://platform.stability.ai/docs", found: ["STABILITY_API_KEY=sk-{48 b62}"],
      ignored: ["stability_engine=core"]),
    .token(
      "dify-key", "Dify application key", "app-", "[0-9A-Za-z]{24}",
      trigger: Trigger(
        #"(?i)dify[a-z0-9_.-]{0,12}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?app-"#, .within(bytes: 4)),
      docs: "https://docs.dify.ai/", found: ["DIFY_API_KEY=app-{24 b62}"], ignored: ["dify=app-x"]),
  ]

  private static let anthropic = "https://docs.anthropic.com/en/api/overview"
  private static let huggingface = "https://huggingface.co/docs/hub/security-tokens"
  private static let wandb = "https://docs.wandb.ai/"
}
