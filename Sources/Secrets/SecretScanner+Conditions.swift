import ArchiveIO
import Digests
import PatternScan

extension SecretScanner {
  /// A text that is another for other rules or options; what is secret in it, and long, is hashed.
  static func conditions(_ rulesHash: String, _ options: Options) -> String {
    var options = options
    options.limits.inside.deadline = nil
    // What differs from run to run is written by itself: to look into all fields of the rest takes milliseconds.
    let today = options.today.map(String.init) ?? ""
    options.today = nil
    if options == Options() {
      return Hexadecimal.text(MessageDigest.sha256("\(rulesHash) \(today)".utf8))
    }
    return Hexadecimal.text(MessageDigest.sha256("\(rulesHash) \(today) \(describe(options))".utf8))
  }

  static func hash(_ rules: [UserRule]) -> String {
    let hash = MessageDigest(.sha256)
    for rule in rules {
      // What the program brings is as old as the program.
      let own = rule.type.isBuiltIn ? rule.type.id : "\(rule.type) \(rule.isByLine)"
      hash.update("\n\(own) \(rule.conditions.map { describe($0) } ?? "")".utf8)
    }
    return Hexadecimal.text(hash.finish())
  }

  /// All fields of a value by their names, and of expressions their texts: a field that is added is in it by itself.
  private static func describe(_ value: Any) -> String {
    if let expression = value as? ConfirmingExpression {
      return "\(expression.isAnchored) \(expression.text.debugDescription)"
    }
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return String(reflecting: value) }
    let fields = mirror.children.map { "\($0.label ?? ""): \(describe($0.value))" }
    return "(" + (mirror.displayStyle == .set ? fields.sorted() : fields).joined(separator: ", ") + ")"
  }
}
