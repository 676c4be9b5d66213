import Findings
import Rules
import TestSupport

@testable import Compose
@testable import Gate

extension Harness {
  static let composeFiles = [
    Harness("compose", seeds: composeSeeds, run: compose),
    Harness("template", run: template),
    Harness("environment", run: environment),
    Harness("git", run: git),
  ]

  /// From YAML to findings, the effective model and the graph. A project may have several files: each begins with a line
  /// `# file: NAME`.
  private static func compose(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: Array("\n# file: ".utf8), omittingEmptySubsequences: false)
    var files = ["compose.yaml": Array(parts[0])]
    for part in parts.dropFirst() {
      let name = part.prefix { $0 != 0x0A }
      files[String(decoding: name, as: UTF8.self)] = Array(part.dropFirst(name.count + 1))
    }
    let reader = FileReader { [files] in files[$0] }
    let options = Options(files: ["compose.yaml"])
    let result = ComposeCheck(today: "2026-01-01", reader: reader).run(options)
    guard let project = result.project else { return }
    _ = EffectiveText(project).text
    _ = project.graph.text
  }

  private static func composeSeeds() -> [[UInt8]] {
    let examples = Rule.all.flatMap { $0.triggering + $0.silent }.filter { $0.kind == .compose }
    return Seeds.some(150, of: examples).map {
      Array($0.text.replacing(ImageListing.mark, with: "").utf8)
    }
  }

  private static func template(_ bytes: [UInt8]) {
    do throws(Template.Invalid) {
      let template = try Template(String(decoding: bytes, as: UTF8.self))
      _ = template.filled(with: Variables(shell: ["A": "a", "B": "$A${B:-b}", "EMPTY": ""])).text
    } catch {
      _ = error.reason
    }
  }

  private static func environment(_ bytes: [UInt8]) {
    for raw in [false, true] {
      do throws(LoadError) {
        _ = try EnvironmentFile(Source(file: ".env", bytes: bytes), raw: raw).entries
      } catch {
        _ = error.description
      }
    }
  }

  /// Git's own files of a checkout: its index, and its lists of what it ignores.
  private static func git(_ bytes: [UInt8]) {
    _ = GitIndex(bytes, below: "deploy")?.tracks(".env")
    _ = GitIgnore(String(decoding: bytes, as: UTF8.self)).ignores("deploy/app/.env")
  }
}
