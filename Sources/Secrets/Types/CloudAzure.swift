import Findings

/// Credentials of Microsoft Azure and Entra.
///
/// Azure's newer keys carry a signature at a fixed place; older ones are only known by the name before them.
extension SecretType {
  static let azure: [SecretType] = [
    .token(
      "azure-storage-key", "Azure Storage account key", "",
      #"[0-9A-Za-z+/]{76}\+ASt[0-9A-Za-z+/]{5}[AQgw]=="#,
      trigger: Trigger(#"\+ASt[0-9A-Za-z+/]{5}[AQgw]=="#, .within(bytes: 88)), entropy: 4,
      check: .base64Of64Bytes,
      severity: .critical, docs: storage, found: ["{76 b64}+ASt{5 b64}A=="], ignored: ["+ASt{5 b64}A=="]),
    .named(
      "azure-account-key", "Azure account key", "accountkey", "[0-9A-Za-z+/]{86}==", entropy: 4,
      check: .base64Of64Bytes, severity: .critical, docs: storage,
      found: ["DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={64 bytes}"],
      ignored: ["AccountKey=UseDevelopmentStorage", "AccountName=acme;AccountKey=;"]),
    .named(
      "azure-storage-access-key", "Azure Storage access key",
      "(?:azure|storage)[_.-]?(?:storage|account|access)", "[0-9A-Za-z+/]{86}==",
      trigger: "(?:azure|storage)[_.-]?(?:storage|account|access)[a-z0-9_.-]{0,12}key", entropy: 4,
      check: .base64Of64Bytes, severity: .critical, docs: storage, found: ["AZURE_STORAGE_KEY={64 bytes}"],
      ignored: ["azure_storage_key=devstore"]),
    .token(
      "azure-cosmos-key", "Azure Cosmos DB key", "", "[0-9A-Za-z+/]{76}ACDb[0-9A-Za-z+/]{5}[AQgw]==",
      trigger: Trigger("ACDb[0-9A-Za-z+/]{5}[AQgw]==", .within(bytes: 88)), entropy: 4,
      check: .base64Of64Bytes,
      severity: .critical, docs: "https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data",
      found: ["{76 b64}ACDb{5 b64}A=="]),
    .named(
      "azure-cosmos-named-key", "Azure Cosmos DB key", "cosmos(?:db)?", "[0-9A-Za-z+/]{86}==",
      trigger: "cosmos(?:db)?[a-z0-9_.-]{0,16}key", entropy: 4, check: .base64Of64Bytes, severity: .critical,
      docs: "https://learn.microsoft.com/azure/cosmos-db/secure-access-to-data",
      found: ["COSMOS_KEY={64 bytes}"],
      ignored: ["cosmos_key=emulator"]),
    .token(
      "azure-batch-key", "Azure Batch account key", "", #"[0-9A-Za-z+/]{76}\+ABa[0-9A-Za-z+/]{5}[AQgw]=="#,
      trigger: Trigger(#"\+ABa[0-9A-Za-z+/]{5}[AQgw]=="#, .within(bytes: 88)), entropy: 4,
      check: .base64Of64Bytes,
      severity: .critical, docs: "https://learn.microsoft.com/azure/batch/", found: ["{76 b64}+ABa{5 b64}A=="]
    ),
    .token(
      "azure-api-management-key", "Azure API Management key", "",
      "[0-9A-Za-z+/]{76}APIM[0-9A-Za-z+/]{5}[AQgw]==",
      trigger: Trigger("APIM[0-9A-Za-z+/]{5}[AQgw]==", .within(bytes: 88)), entropy: 4,
      check: .base64Of64Bytes,
      docs: "https://learn.microsoft.com/azure/api-management/", found: ["{76 b64}APIM{5 b64}A=="]),
    .token(
      "azure-media-key", "Azure Machine Learning classic key", "",
      #"[0-9A-Za-z+/]{76}\+AMC[0-9A-Za-z+/]{5}[AQgw]=="#,
      trigger: Trigger(#"\+AMC[0-9A-Za-z+/]{5}[AQgw]=="#, .within(bytes: 88)), entropy: 4,
      check: .base64Of64Bytes,
      docs: "https://learn.microsoft.com/azure/", found: ["{76 b64}+AMC{5 b64}A=="]),
    .shortAzure("azure-service-bus-key", "Azure Service Bus key", "+ASb"),
    .shortAzure("azure-event-hub-key", "Azure Event Hubs key", "+AEh"),
    .shortAzure("azure-relay-key", "Azure Relay key", "+ARm"),
    .shortAzure("azure-iot-key", "Azure IoT key", "AIoT"),
    .shortAzure("azure-redis-key", "Azure Cache for Redis key", "AzCa"),
    .shortAzure("azure-event-grid-key", "Azure Event Grid key", "AZEG"),
    .token(
      "azure-search-key", "Azure AI Search key", "", "[0-9A-Za-z]{42}AzSe[A-D][0-9A-Za-z]{5}",
      trigger: Trigger("AzSe[A-D][0-9A-Za-z]{5}", .within(bytes: 52)), entropy: 4,
      docs: "https://learn.microsoft.com/azure/search/search-security-api-keys",
      found: ["{42 b62}AzSeA{5 b62}"]),
    .token(
      "azure-container-registry-password", "Azure Container Registry password", "",
      #"[0-9A-Za-z+/]{42}\+ACR[A-D][0-9A-Za-z+/]{5}"#,
      trigger: Trigger(#"\+ACR[A-D][0-9A-Za-z+/]{5}"#, .within(bytes: 52)), entropy: 4, severity: .critical,
      docs: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
      found: ["{42 b64}+ACRA{5 b62}"]),
    .token(
      "azure-functions-key", "Azure Functions key", "", "[0-9A-Za-z_-]{44}AzFu[0-9A-Za-z_-]{5}[AQgw]==",
      trigger: Trigger("AzFu[0-9A-Za-z_-]{5}[AQgw]==", .within(bytes: 56)), entropy: 4,
      docs: "https://learn.microsoft.com/azure/azure-functions/security-concepts",
      found: ["{44 b62}AzFu{5 b62}A=="]),
    .token(
      "azure-common-key", "Azure key in the common annotated format", "",
      "[0-9A-Za-z]{52}JQQJ99[0-9A-Za-z]{18}(?:ACOG|AZDO|AZAC|AZMP|AZCS|AZFR|A[0-9A-Z]{3})[0-9A-Za-z]{4}",
      trigger: Trigger("[0-9A-Za-z]{52}JQQJ99", .starts(width: 58)), entropy: 4, severity: .critical,
      docs: "https://github.com/microsoft/security-utilities", found: ["{52 b62}JQQJ99{18 b62}ACOG{4 b62}"],
      ignored: ["JQQJ99{10 b62}"]),
    .token(
      "azure-entra-client-secret", "Microsoft Entra client secret", "",
      #"[0-9A-Za-z_~.\-]{3}[78]Q~[0-9A-Za-z_~.\-]{31,34}"#,
      trigger: Trigger(#"[78]Q~[0-9A-Za-z_~.\-]{31}"#, .within(bytes: 40)), entropy: 3.8, severity: .critical,
      docs: "https://learn.microsoft.com/entra/identity-platform/", found: ["{3 b62}8Q~{34 b62}"]),
    .token(
      "azure-shared-access-signature", "Azure shared access signature", "",
      #"[?&"]s[a-z]{1,2}=[^\s"'<>]{10,300}?&sig=([0-9A-Za-z%+/]{40,70}(?:%3[dD]|=)?)"#,
      trigger: Trigger(#"&sig=[0-9A-Za-z%+/]{40}"#, .within(bytes: 360)), longest: 440, severity: .medium,
      docs: "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
      found: ["https://acme.blob.core.windows.net/c?sv=2022-11-02&se=2030-01-01&sr=c&sp=r&sig={43 b62}%3D"],
      ignored: ["https://acme.example.org/?a=b&sig={12 b62}"]),
    .named(
      "azure-shared-access-key", "Azure shared access key", "sharedaccesskey", "[0-9A-Za-z+/]{43}=",
      entropy: 4,
      check: .base64Of32Bytes, severity: .critical,
      docs: "https://learn.microsoft.com/azure/service-bus-messaging/",
      found: [
        "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={32 bytes}"
      ],
      ignored: ["SharedAccessKeyName=RootManageSharedAccessKey"]),
    .token(
      "azure-app-configuration-key", "Azure App Configuration connection string", "Endpoint=https://",
      #"[a-z0-9\-]{1,60}\.azconfig\.io;Id=[^;\s]{1,100};Secret=([0-9A-Za-z+/]{40,100}={0,2})"#, longest: 320,
      entropy: 4,
      severity: .critical, docs: "https://learn.microsoft.com/azure/azure-app-configuration/",
      found: ["Endpoint=https://acme.azconfig.io;Id=abc-l0-s0:x;Secret={32 bytes}"],
      ignored: ["Endpoint=https://acme.azconfig.io;Id=abc"]),
    .named(
      "azure-client-secret", "Azure client secret", "(?:azure|arm|aad|entra)_?(?:client|app)_?secret",
      #"[0-9A-Za-z_~.\-@/\[\]:?+]{32,44}"#, entropy: 3.8, severity: .high,
      docs: "https://learn.microsoft.com/entra/identity-platform/", found: ["AZURE_CLIENT_SECRET={34 b62}"],
      ignored: ["AZURE_CLIENT_SECRET=${SECRET}", "azure_client_secret_name=acme"]),
    .named(
      "azure-subscription-key", "Azure subscription key", "ocp-apim-subscription-key", "[0-9a-f]{32}",
      docs: "https://learn.microsoft.com/azure/api-management/api-management-subscriptions",
      found: ["Ocp-Apim-Subscription-Key: {32 hex}"], ignored: ["Ocp-Apim-Subscription-Key: <key>"]),
    .token(
      "azure-databricks-token", "Databricks access token", "dapi", "[0-9a-f]{32}(?:-[0-9]{1,2})?",
      severity: .critical,
      docs: "https://docs.databricks.com/dev-tools/auth/pat.html", found: ["dapi{32 hex}"]),
    .token(
      "azure-databricks-oauth-secret", "Databricks OAuth secret", "dose", "[0-9a-f]{32}", severity: .critical,
      docs: "https://docs.databricks.com/dev-tools/auth/oauth-m2m.html", found: ["dose{32 hex}"]),
    .token(
      "teams-webhook", "Microsoft Teams webhook", "https://",
      #"[0-9a-z\-]{1,60}\.webhook\.office\.com/webhookb2/([0-9a-f\-]{36}@[0-9a-f\-]{36}/IncomingWebhook/[0-9a-f]{32}/[0-9a-f\-]{36})"#,
      trigger: Trigger(#"\.webhook\.office\.com/webhookb2/"#, .within(bytes: 110)), longest: 320,
      severity: .medium,
      docs: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/",
      found: ["https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{32 hex}/{uuid}"],
      ignored: ["https://acme.webhook.office.com/webhookb2/"]),
  ]

  /// A 32-byte key that carries its service's signature after 33 characters.
  private static func shortAzure(_ id: String, _ title: String, _ signature: String) -> SecretType {
    let literal = signature.literalExpression
    return .token(
      id, title, "", "[0-9A-Za-z+/]{33}\(literal)[A-P][0-9A-Za-z+/]{5}=",
      trigger: Trigger("\(literal)[A-P][0-9A-Za-z+/]{5}=", .within(bytes: 44)), entropy: 4,
      check: .base64Of32Bytes, severity: .critical, docs: "https://github.com/microsoft/security-utilities",
      found: ["{33 b64}\(signature)A{4 b64}A="], ignored: ["\(signature)A{4 b64}A="])
  }

  private static let storage = "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage"
}
