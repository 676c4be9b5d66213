import Findings

/// Keys of services for payments, banking, trade and digital currencies.
extension SecretType {
  static let commerceVendors: [SecretType] = [
    .prefixed(
      "stripe-organization-key", "Stripe organisation key", "sk_org_live_", .b62, 40, to: 120,
      severity: .critical,
      docs: "https://docs.stripe.com/keys"),
    .prefixed(
      "shopify-theme-password", "Shopify Theme Access password", "shptka_", .hex, 32,
      docs: "https://shopify.dev/docs/storefronts/themes/tools/theme-access"),
    .prefixed(
      "klarna-live-key", "Klarna live API key", "klarna_live_api_", .b64, 40, to: 160, severity: .critical,
      docs: "https://docs.klarna.com/api/authentication/"),
    .prefixed(
      "klarna-test-key", "Klarna test API key", "klarna_test_api_", .b64, 40, to: 160, severity: .low,
      docs: "https://docs.klarna.com/api/authentication/"),
    .token(
      "mercado-pago-token", "Mercado Pago access token", "APP_USR-",
      "[0-9]{12,18}-[0-9]{6}-[0-9a-f]{32}-[0-9]{6,10}",
      severity: .critical,
      docs: "https://www.mercadopago.com.br/developers/en/docs/your-integrations/credentials",
      found: ["APP_USR-{16 digit}-{6 digit}-{32 hex}-{9 digit}"]),
    .prefixed(
      "xendit-key", "Xendit secret key", "xnd_production_", .b62, 40, to: 80, severity: .critical,
      docs: "https://docs.xendit.co/docs/integration-settings"),
    .prefixed(
      "xendit-test-key", "Xendit test key", "xnd_development_", .b62, 40, to: 80, severity: .low,
      docs: "https://docs.xendit.co/docs/integration-settings"),
    .prefixed(
      "midtrans-server-key", "Midtrans server key", "Mid-server-", .url, 20, to: 32, severity: .critical,
      docs: "https://docs.midtrans.com/docs/access-keys"),
    .prefixed(
      "omise-secret-key", "Omise secret key", "skey_", .lower, 19, severity: .critical,
      docs: "https://docs.omise.co/api-authentication"),
    .prefixed(
      "coingecko-key", "CoinGecko API key", "CG-", .b62, 24, severity: .medium,
      docs: "https://docs.coingecko.com/"),
    .prefixed(
      "blockfrost-key", "Blockfrost project key", "mainnet", .b62, 32, severity: .medium,
      docs: "https://docs.blockfrost.io/start-building/getting-started"),
    .prefixed(
      "brex-token", "Brex user token", "bxt_", .b62, 40,
      docs: "https://developer.brex.com/docs/authentication/"),
    .prefixed(
      "ramp-client-secret", "Ramp client secret", "ramp_sec_", .b62, 48, severity: .critical,
      docs: "https://docs.ramp.com/developer-api/v1/authorization"),
    .prefixed(
      "mercury-token", "Mercury API token", "secret-token:mercury_production_", .url, 30, to: 90,
      severity: .critical,
      docs: "https://docs.mercury.com/docs/getting-started"),
    .token(
      "ebay-certificate-id", "eBay certificate ID", "PRD-",
      "[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}",
      trigger: Trigger(#"\bPRD-[0-9a-f]{12}-[0-9a-f]{4}-"#, .starts(width: 22)),
      docs: "https://developer.ebay.com/api-docs/static/creating-edp-account.html",
      found: ["PRD-{12 hex}-{4 hex}-{4 hex}-{4 hex}-{4 hex}"]),
    .token(
      "amazon-refresh-token", "Login with Amazon refresh token", "Atzr|", #"[0-9A-Za-z_\-]{80,900}"#,
      longest: 960,
      severity: .critical, docs: "https://developer.amazon.com/docs/login-with-amazon/refresh-token.html",
      found: ["Atzr|{220 b62}"]),
    .token(
      "amazon-access-token", "Login with Amazon access token", "Atza|", #"[0-9A-Za-z_\-]{80,900}"#,
      longest: 960,
      severity: .medium, docs: "https://developer.amazon.com/docs/login-with-amazon/access-token.html",
      found: ["Atza|{220 b62}"]),
    .prefixed(
      "foursquare-key", "Foursquare API key", "fsq3", .b64, 44, severity: .medium,
      docs: "https://docs.foursquare.com/developer/reference/places-api-get-started"),
    .token(
      "wix-key", "Wix API key", "IST.eyJ",
      #"[0-9A-Za-z_\-]{40,1200}\.eyJ[0-9A-Za-z_\-]{40,1600}\.[0-9A-Za-z_\-]{80,600}"#,
      longest: 3500, docs: "https://dev.wix.com/docs/rest/account-level/about-api-keys",
      found: ["IST.eyJ{60 b62}.eyJ{200 b62}.{342 b62}"]),
    .service(
      "checkout-com-key", "Checkout.com secret key", ["checkout", "cko"],
      #"sk_(?:sbox_)?[a-z2-7]{26}[a-z2-7*#$=]"#,
      example: "CHECKOUT_SECRET_KEY=sk_{27 b32l}",
      docs: "https://www.checkout.com/docs/developer-resources/api/api-authentication"),
    .service(
      "chargebee-key", "Chargebee API key", ["chargebee"], #"live_[0-9A-Za-z]{32,48}"#,
      example: "CHARGEBEE_API_KEY=live_{34 b62}", severity: .critical,
      docs: "https://www.chargebee.com/docs/2.0/api_keys.html"),
    .service(
      "recurly-key", "Recurly private API key", ["recurly"], .hex, 32, variable: "RECURLY_API_KEY",
      severity: .critical,
      docs: "https://recurly.com/developers/api/"),
    .service(
      "revenuecat-key", "RevenueCat secret key", ["revenuecat"], #"sk_[0-9A-Za-z]{28,32}"#,
      example: "REVENUECAT_API_KEY=sk_{28 b62}",
      docs: "https://www.revenuecat.com/docs/projects/authentication"),
    .service(
      "conekta-key", "Conekta private key", ["conekta"], #"key_[0-9A-Za-z]{22}"#,
      example: "CONEKTA_PRIVATE_KEY=key_{22 b62}",
      docs: "https://developers.conekta.com/docs/api-keys"),
    .service(
      "wise-token", "Wise API token", ["transferwise", "wise"], NamedValue.uuid,
      example: "WISE_API_TOKEN={uuid}",
      severity: .critical, docs: "https://docs.wise.com/api-docs/"),
    .service(
      "dwolla-secret", "Dwolla application secret", ["dwolla"], .b62, 50, variable: "DWOLLA_APP_SECRET",
      severity: .critical,
      docs: "https://developers.dwolla.com/docs/auth"),
    .service(
      "lithic-key", "Lithic API key", ["lithic"], NamedValue.uuid, example: "LITHIC_API_KEY={uuid}",
      severity: .critical,
      docs: "https://docs.lithic.com/docs/api-basics"),
    .service(
      "xero-secret", "Xero client secret", ["xero"], .url, 48, variable: "XERO_CLIENT_SECRET",
      docs: "https://developer.xero.com/documentation/guides/oauth2/overview/"),
    .service(
      "freshbooks-secret", "FreshBooks client secret", ["freshbooks"], .hex, 64,
      variable: "FRESHBOOKS_CLIENT_SECRET",
      docs: "https://www.freshbooks.com/api/authentication"),
    .service(
      "alpaca-secret", "Alpaca API secret key", ["alpaca", "apca"], .b62, 40, to: 44,
      variable: "APCA_API_SECRET_KEY",
      docs: "https://docs.alpaca.markets/docs/authentication"),
    .service(
      "polygon-io-key", "Polygon.io API key", ["polygon"], .url, 32, variable: "POLYGON_API_KEY",
      severity: .medium,
      docs: "https://polygon.io/docs/"),
    .service(
      "finnhub-key", "Finnhub API key", ["finnhub"], .lower, 20, to: 40, variable: "FINNHUB_API_KEY",
      severity: .medium,
      docs: "https://finnhub.io/docs/api/authentication"),
    .service(
      "alpha-vantage-key", "Alpha Vantage API key", ["alpha_vantage", "alphavantage"], .upper, 16,
      variable: "ALPHA_VANTAGE_API_KEY",
      severity: .low, docs: "https://www.alphavantage.co/documentation/"),
    .service(
      "coinmarketcap-key", "CoinMarketCap API key", ["cmc", "coinmarketcap"], NamedValue.uuid,
      example: "COINMARKETCAP_API_KEY={uuid}", severity: .medium,
      docs: "https://coinmarketcap.com/api/documentation/v1/"),
    .service(
      "etherscan-key", "Etherscan API key", ["arbiscan", "bscscan", "etherscan", "polygonscan"], .upper, 34,
      variable: "ETHERSCAN_API_KEY", severity: .low, docs: "https://docs.etherscan.io/getting-an-api-key"),
    .service(
      "alchemy-key", "Alchemy API key", ["alchemy"], .url, 32, variable: "ALCHEMY_API_KEY", severity: .medium,
      docs: "https://www.alchemy.com/docs/create-an-api-key"),
    .token(
      "alchemy-url", "Alchemy endpoint with its key", "g.alchemy.com/v2/", #"([0-9A-Za-z_\-]{32})"#,
      entropy: 3.4,
      severity: .medium, docs: "https://www.alchemy.com/docs/reference/ethereum-api-quickstart",
      found: ["https://eth-mainnet.g.alchemy.com/v2/{32 b62}"],
      ignored: ["https://eth-mainnet.g.alchemy.com/v2/demo"]),
    .token(
      "infura-url", "Infura endpoint with its key", ".infura.io/v3/", "([0-9a-f]{32})", entropy: 2.9,
      severity: .low,
      docs: "https://docs.metamask.io/services/get-started/endpoints/",
      found: ["https://mainnet.infura.io/v3/{32 hex}"], ignored: ["https://mainnet.infura.io/v3/YOUR-API-KEY"]
    ),
    .service(
      "infura-secret", "Infura API key secret", ["infura"], #"[0-9a-f]{32}|[0-9A-Za-z+/]{54}"#,
      example: "INFURA_API_KEY_SECRET={32 hex}",
      severity: .medium, docs: "https://docs.metamask.io/services/get-started/"),
    .service(
      "helius-key", "Helius API key", ["helius"], NamedValue.uuid, example: "HELIUS_API_KEY={uuid}",
      severity: .medium,
      docs: "https://www.helius.dev/docs"),
    .service(
      "ankr-key", "Ankr API token", ["ankr"], .hex, 64, variable: "ANKR_API_TOKEN", severity: .medium,
      docs: "https://www.ankr.com/docs/"),
    .service(
      "dune-key", "Dune API key", ["dune"], .b62, 32, variable: "DUNE_API_KEY", severity: .medium,
      docs: "https://docs.dune.com/api-reference/overview/authentication"),
    .service(
      "bigcommerce-token", "BigCommerce API token", ["bigcommerce"], .lower, 31,
      variable: "BIGCOMMERCE_ACCESS_TOKEN",
      severity: .critical, docs: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts"),
    .service(
      "squarespace-key", "Squarespace API key", ["squarespace"], NamedValue.uuid,
      example: "SQUARESPACE_API_KEY={uuid}",
      docs: "https://developers.squarespace.com/commerce-apis/authentication-and-permissions"),
    .service(
      "shipstation-secret", "ShipStation API secret", ["shipstation"], .hex, 32,
      variable: "SHIPSTATION_API_SECRET",
      docs: "https://www.shipstation.com/docs/api/requirements/"),
    .service(
      "yelp-key", "Yelp API key", ["yelp"], .url, 128, variable: "YELP_API_KEY", severity: .medium,
      docs: "https://docs.developer.yelp.com/docs/places-authentication"),
  ]
}
