import ArchiveIO
import Compose
import Findings
import Images
import Policies
import Reports
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

/// Judges texts with secrets as a run does: all rules, then what several of them say of one thing as one finding.
struct SecretVerdicts {
  static let scanner = Result { try BuiltInScanner.get() }

  var rules: [Rule] = Rule.all.filter { $0.id.contains("secret") || $0.id.contains("credential") }

  func findings(_ listing: String) throws -> [Finding] { findings(try Self.image(listing)) }

  func findings(_ image: ImageFacts) -> [Finding] {
    SameFact.merged(RuleRunner(rules: rules, policy: .standard).findings(image))
  }

  static func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    var loader = ImageLoader()
    loader.secrets = try scanner.get()
    return try #require(try loader.load(archive, source: "app").images.first)
  }

  func compose(_ text: String) throws -> [Finding] {
    let check = ComposeCheck(
      rules: rules, secrets: try Self.scanner.get(), reader: FileReader(["compose.yaml": text]))
    return SameFact.merged(check.run(Options(files: ["compose.yaml"])).findings)
  }

  /// The places of findings, related ones too, each with the worst severity that is told of it.
  static func places(_ findings: [Finding]) -> [String: Severity] {
    var places: [String: Severity] = [:]
    for finding in findings {
      for location in [finding.location] + finding.related.map(\.location) {
        let parts = [location.path ?? "", location.key ?? "", location.file ?? ""]
        let lines = [location.layer, location.line].map { $0.map(String.init) ?? "" }
        let place = (parts + lines).joined(separator: "|")
        places[place] = max(places[place] ?? .note, finding.severity)
      }
    }
    return places
  }
}

/// Where a value is written down.
enum SecretPlace: CaseIterable {
  case environment, argument, buildArgument, label, command, option, history, file, settings, compose,
    composeList

  typealias Given = (name: String, value: String)

  /// The rank of the worst that is said of each value, -1 where nothing is.
  func ranks(_ given: [Given], _ verdicts: SecretVerdicts) throws -> [Int] {
    let findings = try findings(given, verdicts)
    return given.indices.map { index in
      let own = findings.filter { finding in
        ([finding.location] + finding.related.map(\.location)).contains {
          isPlace($0, index, given[index].name)
        }
      }
      return own.map(\.severity.rank).max() ?? -1
    }
  }

  private func findings(_ given: [Given], _ verdicts: SecretVerdicts) throws -> [Finding] {
    func lines(_ line: (Given) -> String) -> String { given.map(line).joined(separator: "\n") }
    let service = "services:\n  a:\n    image: a:1\n    environment:\n"
    switch self {
    case .environment: return try verdicts.findings(lines { "Env: \($0.name)=\($0.value)" })
    case .argument: return try verdicts.findings(lines { "history: ARG \($0.name)=\($0.value)" })
    case .buildArgument:
      return try verdicts.findings(
        lines { "history: RUN |1 \($0.name)=\($0.value) /bin/sh -c make # buildkit" })
    case .label: return try verdicts.findings(lines { "Labels: \($0.name)=\($0.value)" })
    case .command:
      return try verdicts.findings(
        lines { "history: RUN /bin/sh -c export \($0.name)=\($0.value) && make # buildkit" })
    case .option:
      return try verdicts.findings(
        lines { "history: RUN /bin/sh -c tool --password \($0.value) --verbose # buildkit" })
    case .history:
      return try verdicts.findings(lines { "history: ENV \($0.name)=\($0.value)\nhistory: ENV \($0.name)=" })
    case .file:
      return try verdicts.findings(
        "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/app.py\n" + lines { "    | \($0.name) = \"\($0.value)\"" })
    case .settings:
      return try verdicts.findings(
        "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/app.env\n" + lines { "    | \($0.name)=\($0.value)" })
    case .compose: return try verdicts.compose(service + lines { "      \($0.name): \($0.value)" } + "\n")
    case .composeList:
      return try verdicts.compose(service + lines { "      - \($0.name)=\($0.value)" } + "\n")
    }
  }

  /// Whether it is the place of the value with this number.
  private func isPlace(_ location: Location, _ index: Int, _ name: String) -> Bool {
    switch self {
    case .environment: location.key == "Env[\(index)]"
    case .argument, .buildArgument, .command, .option: location.key == "history[\(index)]"
    case .label: location.key == "Labels.\(name)"
    case .history: location.key == "history[\(index * 2)]"
    case .file, .settings: location.line == index + 1
    case .compose, .composeList: location.line == index + 5
    }
  }
}
