import Findings
import Images

/// Accounts of the final tree, as rules about accounts name them.
extension ImageFacts {
  /// A match at a line of a file that is in the final tree.
  func match(at path: String, line: Int, _ message: String, subject: String) -> Match? {
    file(at: path, followLast: true).map { Match($0, in: self, line: line, message, subject: subject) }
  }

  /// Accounts with a number that another name above them in the file has; names for nobody share theirs in distributions.
  func sharedNumbers<Account>(
    _ accounts: [Account], at path: String, number: (Account) -> UInt32, name: (Account) -> String,
    line: (Account) -> Int, message: (_ first: String, _ second: String, _ number: UInt32) -> String
  ) -> [Match] {
    var first: [UInt32: String] = [:]
    return accounts.compactMap { account in
      let (number, name) = (number(account), name(account))
      guard let other = first[number] else {
        first[number] = name
        return nil
      }
      guard other != name, !AccountNames.isNobody(other, name) else { return nil }
      return match(at: path, line: line(account), message(other, name, number), subject: name)
    }
  }
}

/// Names of accounts that distributions use alike.
enum AccountNames {
  /// Whether both are names for nobody, which several distributions give one number.
  static func isNobody(_ one: String, _ other: String) -> Bool {
    nobody.contains(one) && nobody.contains(other)
  }

  private static let nobody: Set<String> = ["nobody", "nogroup", "nfsnobody", "nonroot"]
}
