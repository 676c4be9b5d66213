/// Names of accounts that distributions use alike.
enum AccountNames {
  /// Whether both are names for nobody, which several distributions give one number.
  static func isNobody(_ one: String, _ other: String) -> Bool {
    nobody.contains(one) && nobody.contains(other)
  }

  private static let nobody: Set<String> = ["nobody", "nogroup", "nfsnobody", "nonroot"]
}
