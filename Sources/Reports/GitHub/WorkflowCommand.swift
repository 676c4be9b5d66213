/// A command that the runner of GitHub Actions takes from a log: `::error file=a,line=1::message`.
///
/// The runner undoes these escapes, and no others (actions/toolkit, command.ts).
struct WorkflowCommand {
  let text: String

  /// Properties that are empty are left out.
  init(_ name: String, _ properties: [(String, String)], _ message: String) {
    let pairs = properties.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Self.escapeProperty($0.1))" }
    text = "::\(name)\(pairs.isEmpty ? "" : " ")\(pairs.joined(separator: ","))::\(Self.escape(message))"
  }

  private static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func escapeProperty(_ text: String) -> String {
    escape(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
