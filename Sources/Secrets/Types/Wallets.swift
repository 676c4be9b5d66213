import Findings

/// Keys of wallets: who reads one spends what it holds. Each proves itself by its checksum, and is none without.
extension SecretType {
  static let wallets: [SecretType] = [
    wallet(
      "bitcoin-extended-key", "extended private key of a Bitcoin wallet",
      Trigger("[xyzt]prv[1-9A-HJ-NP-Za-km-z]{20}", .starts(width: 24)), "[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107}",
      edges: .word, check: .base58Check,
      docs: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
      found: ["{xprv}"], ignored: ["xprv{107 b58}", "xprv{40 b58}"]),
    wallet(
      "bitcoin-private-key", "private key of a Bitcoin address",
      Trigger(
        #"(?:wif|priv(?:ate)?[_-]?key)["']?[ ]{0,2}[:=][ ]{0,2}["']?[5KL][1-9A-HJ-NP-Za-km-z]{20}"#,
        ignoresCase: true, .within(bytes: 64)),
      #"(?i:wif|priv(?:ate)?[_-]?key)["']?[ ]{0,2}[:=][ ]{0,2}["']?(5[1-9A-HJ-NP-Za-km-z]{50}|[KL][1-9A-HJ-NP-Za-km-z]{51})(?![0-9A-Za-z])"#,
      check: .base58Check, docs: "https://en.bitcoin.it/wiki/Wallet_import_format",
      found: ["WIF={wif}", "\"privateKey\": \"{wif}\""],
      ignored: ["WIF=5{50 b58}", "PRIVATE_KEY=$WIF"]),
    .token(
      "tezos-secret-key", "Tezos secret key", "edsk", "(?:[1-9A-HJ-NP-Za-km-z]{94}|[1-9A-HJ-NP-Za-km-z]{50})",
      check: .base58Check, severity: .critical, docs: "https://octez.tezos.com/docs/",
      found: ["{edsk}"], ignored: ["edsk{50 b58}", "edsk{20 b58}"]),
    .token(
      "xrp-ledger-seed", "seed of an XRP Ledger account", "sEd", "[1-9A-HJ-NP-Za-km-z]{28}",
      check: .base58Ripple, severity: .critical,
      docs: "https://xrpl.org/docs/references/protocol/data-types/base58-encodings",
      found: ["{xrpseed}"], ignored: ["sEd{28 b58}", "sEd{20 b58}"]),
    .token(
      "nostr-secret-key", "Nostr secret key", "nsec1", "[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{58}",
      check: .bech32, severity: .critical,
      docs: "https://github.com/nostr-protocol/nips/blob/master/19.md", found: ["{nsec}"],
      ignored: ["nsec1{20 az09}"]),
    wallet(
      "stellar-secret-seed", "secret seed of a Stellar account",
      Trigger(
        #"(?:seed|secret|key)["']?[ ]{0,2}[:=(][ ]{0,2}["']?S[A-D][A-Z2-7]{20}"#, ignoresCase: true,
        .within(bytes: 48)),
      #"(?i:seed|secret|key)["']?[ ]{0,2}[:=(][ ]{0,2}["']?(S[A-D][A-Z2-7]{54})(?![0-9A-Za-z])"#,
      check: .nkeySeed,
      docs: "https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md",
      found: ["STELLAR_SEED={stellar}", "\"secret\": \"{stellar}\""],
      ignored: ["SEED=SA{54 b32}", "SEED=$STELLAR_SEED"]),
  ]
  private static func wallet(
    _ id: String, _ title: String, _ trigger: Trigger, _ pattern: String, edges: Edges = .open,
    check: SecretCheck, docs: String, found: [String], ignored: [String]
  ) -> SecretType {
    SecretType(
      id: id, title: title, trigger: trigger, pattern: pattern, edges: edges, longest: 200, entropy: 3,
      check: check, severity: .critical, confidence: .firm, docs: docs, found: found, ignored: ignored)
  }
}
