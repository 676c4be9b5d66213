import Findings

/// A credential that several services of a file have under one name: it is listed once, with the other services, since it is
/// mended in all of them alike.
///
/// Only the text changes; each finding stays in the report and counts, and `--all` lists each.
struct SharedCredential {
  /// The other services, each with its line, in the report's order.
  private var others: [(service: String, line: Int)] = []

  /// What findings have in common that are listed as one: the file, the message but for the service, and the rules; nil for
  /// all other findings.
  static func key(_ finding: Finding) -> [String]? {
    guard finding.rule == "compose-literal-credential", finding.related.isEmpty,
      let service = finding.serviceName, let file = finding.location.file, finding.location.line != nil
    else { return nil }
    let (message, named) = (finding.message, " service \(service) ")
    guard let start = message[...].start(of: named) else { return nil }
    let end = message.utf8.index(start, offsetBy: named.utf8.count)
    return [file, "\(message[..<start]) service \(message[end...])"] + (finding.alsoRules ?? [])
  }

  mutating func add(_ finding: Finding) {
    guard let service = finding.serviceName, let line = finding.location.line else { return }
    others.append((service, line))
  }

  /// nil where there are no others.
  var line: String? {
    guard !others.isEmpty else { return nil }
    let shown = others.prefix(Self.most).map { "\($0.service) (line \($0.line))" }.joined(separator: ", ")
    let more = others.count > Self.most ? " and \(others.count - Self.most) more" : ""
    return "also in \(others.count == 1 ? "service" : "services") \(shown)\(more)"
  }

  /// Services that are named.
  private static let most = 12
}
