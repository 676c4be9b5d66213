import Findings

/// Credentials of payment, commerce and banking services.
extension SecretType {
  static let payments: [SecretType] = [
    .token(
      "stripe-live-key", "Stripe live secret key", "sk_live_", "(?!a2V5)[0-9A-Za-z]{24,247}",
      severity: .critical,
      docs: stripe, found: ["sk_live_{24 b62}", "sk_live_51{97 b62}"]),
    .token(
      "stripe-test-key", "Stripe test secret key", "sk_test_", "[0-9A-Za-z]{24,247}", severity: .low,
      docs: stripe, found: ["sk_test_51{97 b62}"]),
    .token(
      "stripe-restricted-key", "Stripe restricted live key", "rk_live_", "[0-9A-Za-z]{24,247}",
      severity: .critical,
      docs: stripe, found: ["rk_live_51{97 b62}"]),
    .token(
      "stripe-restricted-test-key", "Stripe restricted test key", "rk_test_", "[0-9A-Za-z]{24,247}",
      severity: .low,
      docs: stripe, found: ["rk_test_51{97 b62}"]),
    .token(
      "stripe-webhook-secret", "Stripe webhook signing secret", "whsec_", "[0-9A-Za-z+/]{32,64}={0,2}",
      docs: "https://docs.stripe.com/webhooks", found: ["whsec_{32 b62}"]),
    .token(
      "square-access-token", "Square access token", "EAAA", #"[0-9A-Za-z_\-]{60}"#,
      trigger: Trigger(#"\bEAAA[0-9A-Za-z_\-]{60}"#, .starts(width: 64)), entropy: 4.2, severity: .critical,
      docs: square, found: ["EAAA{60 b62}"], ignored: ["EAAA{160 b62}"]),
    .token(
      "square-legacy-token", "legacy Square access token", "sq0atp-", #"[0-9A-Za-z_\-]{22}"#,
      severity: .critical, docs: square, found: ["sq0atp-{22 b62}"]),
    .token(
      "square-oauth-secret", "Square OAuth secret", "sq0csp-", #"[0-9A-Za-z_\-]{43}"#, severity: .critical,
      docs: square, found: ["sq0csp-{43 b62}"]),
    .token(
      "braintree-token", "Braintree access token", "access_token$production$", "[0-9a-z]{16}\\$[0-9a-f]{32}",
      severity: .critical, docs: "https://developer.paypal.com/braintree/docs",
      found: ["access_token$production${16 low}${32 hex}"]),
    .named(
      "braintree-private-key", "Braintree private key", "braintree", "[0-9a-f]{32}",
      trigger: "braintree[a-z0-9_.-]{0,12}private", longest: 200, severity: .critical,
      docs: "https://developer.paypal.com/braintree/docs", found: ["BRAINTREE_PRIVATE_KEY={32 hex}"],
      ignored: ["BRAINTREE_MERCHANT_ID={16 low}"]),
    .token(
      "shopify-access-token", "Shopify access token", "shpat_", "[0-9a-fA-F]{32}", severity: .critical,
      docs: shopify, found: ["shpat_{32 hex}"]),
    .token(
      "shopify-custom-token", "Shopify custom app token", "shpca_", "[0-9a-fA-F]{32}", severity: .critical,
      docs: shopify, found: ["shpca_{32 hex}"]),
    .token(
      "shopify-private-token", "Shopify private app password", "shppa_", "[0-9a-fA-F]{32}",
      severity: .critical,
      docs: shopify, found: ["shppa_{32 hex}"]),
    .token(
      "shopify-shared-secret", "Shopify shared secret", "shpss_", "[0-9a-fA-F]{32}", docs: shopify,
      found: ["shpss_{32 hex}"]),
    .token(
      "shopify-partner-token", "Shopify partner token", "prtapi_", "[0-9a-fA-F]{32}", docs: shopify,
      found: ["prtapi_{32 hex}"]),
    .token(
      "plaid-access-token", "Plaid access token", "access-",
      "(?:production|development|sandbox)-\(NamedValue.uuid)",
      trigger: Trigger("access-(?:production|development|sandbox)-[0-9a-f]{8}-", .within(bytes: 28)),
      severity: .critical, docs: "https://plaid.com/docs/api/", found: ["access-production-{uuid}"]),
    .named(
      "plaid-secret", "Plaid secret", "plaid", "[0-9a-f]{30}", severity: .critical,
      docs: "https://plaid.com/docs/api/",
      found: ["PLAID_SECRET={30 hex}"], ignored: ["PLAID_ENV=sandbox"]),
    .token(
      "flutterwave-key", "Flutterwave secret key", "FLWSECK", "(?:_TEST)?-[0-9a-zA-Z]{32}-X",
      docs: "https://developer.flutterwave.com/", found: ["FLWSECK-{32 hex}-X"]),
    .token(
      "razorpay-key", "Razorpay live key ID", "rzp_live_", "[0-9A-Za-z]{14}", severity: .medium,
      docs: "https://razorpay.com/docs/api/authentication/", found: ["rzp_live_{14 b62}"]),
    .token(
      "paystack-key", "Paystack secret key", "sk_", "(?:live|test)_[0-9a-f]{40}",
      trigger: Trigger("sk_(?:live|test)_[0-9a-f]{40}", .starts(width: 48)), severity: .critical,
      docs: "https://paystack.com/docs/api/authentication/", found: ["sk_live_{40 hex}"],
      ignored: ["sk_live_{9 hex}"]),
    .token(
      "easypost-key", "EasyPost API key", "EZ", "[AT]K[0-9A-Za-z]{54}",
      trigger: Trigger("EZ[AT]K[0-9A-Za-z]{32}", .starts(width: 36)), docs: "https://docs.easypost.com/",
      found: ["EZAK{54 b62}"]),
    .token(
      "shippo-token", "Shippo API token", "shippo_live_", "[0-9a-f]{40}",
      docs: "https://docs.goshippo.com/", found: ["shippo_live_{40 hex}"]),
    .named(
      "gocardless-token", "GoCardless access token", "gocardless", #"(?:live|sandbox)_[0-9A-Za-z_\-=]{40}"#,
      docs: "https://developer.gocardless.com/", found: ["GOCARDLESS_TOKEN=live_{40 b62}"],
      ignored: ["gocardless_env=live"]),
    .token(
      "adyen-key", "Adyen API key", "AQE",
      "[a-z][0-9A-Za-z+/=]{40,220}-[0-9A-Za-z+/=]{40,60}-[0-9A-Za-z+/=&%()\\[\\]{}^*#$@!<>?.,;:|~_]{8,40}",
      trigger: Trigger("AQE[a-z][0-9A-Za-z+/=]{40}", .starts(width: 44)), longest: 360, severity: .critical,
      docs: "https://docs.adyen.com/development-resources/api-credentials",
      found: ["AQEy{100 b62}=-{43 b62}=-{16 b62}"]),
    .token(
      "duffel-token", "Duffel API token", "duffel_", #"(?:live|test)_[0-9A-Za-z_\-=]{43}"#,
      docs: "https://duffel.com/docs/api/overview/authentication", found: ["duffel_live_{43 b62}"]),
    .token(
      "paypal-token", "PayPal access token", "A21AA", #"[0-9A-Za-z_\-]{80,110}"#, severity: .medium,
      docs: "https://developer.paypal.com/api/rest/authentication/", found: ["A21AA{92 b62}"]),
    .named(
      "paypal-client-secret", "PayPal client secret", "paypal", #"E[0-9A-Za-z_\-]{79}"#, entropy: 4,
      severity: .critical, docs: "https://developer.paypal.com/api/rest/authentication/",
      found: ["PAYPAL_CLIENT_SECRET=E{79 b62}"], ignored: ["paypal_mode=live"]),
    .named(
      "coinbase-secret", "Coinbase API secret", "coinbase", "[0-9A-Za-z_+/=-]{64,88}",
      trigger: "coinbase[a-z0-9_.-]{0,12}(?:secret|key|token)", longest: 260, entropy: 4,
      docs: "https://docs.cdp.coinbase.com/", found: ["COINBASE_API_SECRET={64 b62}"],
      ignored: ["coinbase_key=none"]),
    .named(
      "binance-secret", "Binance API secret", "binance", "[0-9A-Za-z]{64}", entropy: 4, severity: .critical,
      docs: "https://developers.binance.com/", found: ["BINANCE_API_SECRET={64 b62}"],
      ignored: ["binance_symbol=BTCUSDT"]),
    .named(
      "kraken-secret", "Kraken API secret", "kraken", "[0-9A-Za-z+/]{86}==", entropy: 4,
      check: .base64Of64Bytes,
      severity: .critical, docs: "https://docs.kraken.com/", found: ["KRAKEN_PRIVATE_KEY={64 bytes}"],
      ignored: ["kraken_pair=XBTUSD"]),
    .token(
      "mollie-key", "Mollie live API key", "live_", "[0-9A-Za-z]{30}",
      trigger: Trigger(
        #"(?i)mollie[a-z0-9_.-]{0,12}["']?[ \t]{0,3}[=:][ \t]{0,3}["']?live_"#, .within(bytes: 5)),
      docs: "https://docs.mollie.com/reference/authentication", found: ["MOLLIE_API_KEY=live_{30 b62}"],
      ignored: ["MOLLIE_MODE=live_mode"]),
    .token(
      "paddle-key", "Paddle API key", "pdl_",
      "(?:live|sdbx)_apikey_[0-9a-z]{26}_[0-9A-Za-z]{22}_[0-9A-Za-z]{3}",
      docs: "https://developer.paddle.com/api-reference/about/api-keys",
      found: ["pdl_live_apikey_{26 low}_{22 b62}_{3 b62}"]),
    .token(
      "polar-token", "Polar access token", "polar_", "(?:pat|oat|at_[uo])_[0-9A-Za-z]{40,48}",
      docs: "https://polar.sh/docs", found: ["polar_pat_{43 b62}"]),
    .token(
      "lob-key", "Lob API key", "live_", "[0-9a-f]{35}",
      trigger: Trigger("live_[0-9a-f]{35}", .starts(width: 40)), docs: "https://docs.lob.com/",
      found: ["live_{35 hex}"],
      ignored: ["live_{12 hex}"]),
  ]

  private static let stripe = "https://docs.stripe.com/keys"
  private static let square = "https://developer.squareup.com/docs/build-basics/access-tokens"
  private static let shopify = "https://shopify.dev/docs/apps/build/authentication-authorization"
}
