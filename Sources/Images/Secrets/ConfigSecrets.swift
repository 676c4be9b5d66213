import ArchiveIO
import Findings
import PatternScan
import Secrets

/// The secrets in an image's config, history and annotations, and those texts without them.
///
/// What an instruction holds is shown in every finding of its layer. So a secret is taken out of the texts
/// before anything else sees them.
package struct ConfigSecrets: Sendable {
  /// A secret and the field or step that holds it.
  package struct Hit: Sendable, Hashable {
    package let place: SymbolicLocation
    package fileprivate(set) var match: SecretMatch
    /// What the value is given to: a variable, a label, an option; nil where nothing stands before it.
    package var name: String?
  }

  /// Stands in a secret's place. It is no placeholder and no sign of a shell, so that rules still see that a value was
  /// written down.
  package static let mark = "«secret»"

  package private(set) var seen: [Hit] = []
  package private(set) var cuts: [Incomplete] = []
  /// Of each variable in which something was masked, what tells its whole value from others.
  private(set) var values: [SymbolicLocation: Fingerprint] = [:]

  package init() {}

  /// What tells a variable's whole value from others.
  static func mark(of value: some StringProtocol) -> Fingerprint { Fingerprint(parts: [String(value)]) }

  /// Reads the record's texts and masks what it finds in them.
  init(of record: inout ImageRecord, with scanner: SecretScanner?) {
    guard let scanner else { return }
    do throws(PatternError) {
      var scan = try FileScan(scanner)
      record.annotations = try masked(record.annotations, of: "annotations", &scan)
      guard var config = record.config else { return }
      try mask(&config.execution, &scan)
      for step in config.history.indices {
        config.history[step].createdBy = try masked(config.history[step].createdBy, .history(step), &scan)
        config.history[step].comment = try config.history[step].comment.map { (text) throws(PatternError) in
          try masked(text, .history(step), &scan)
        }
      }
      record.config = config
    } catch {
      cuts.append(Incomplete(what: "secrets in the config", why: error.description))
    }
  }

  /// Searches what the archive says about the image. Nothing of it is shown, so nothing is masked.
  mutating func search(_ attestations: [Attestation], with scanner: SecretScanner) {
    guard !attestations.isEmpty else { return }
    do throws(PatternError) {
      var scan = try FileScan(scanner)
      for attestation in attestations {
        switch attestation.content {
        case .json(let view): try take(Self.scan(view, "attestation.json", &scan), attestation)
        case .other(let view): try take(Self.scan(view, "attestation.txt", &scan), attestation)
        case .searched(let files): for file in files { take(file, attestation) }
        }
        // A build argument is a pair as a Dockerfile has it, which its JSON does not look like.
        for pair in attestation.buildArguments {
          try take(scan.scan(Array(pair.utf8).span, path: "Dockerfile"), attestation)
        }
      }
    } catch {
      cuts.append(
        Incomplete(what: Attestation.word, why: "was not searched for secrets: \(error.description)"))
    }
  }

  private static func scan(
    _ view: ByteView, _ path: String, _ scan: inout FileScan
  ) throws(PatternError) -> FileSecrets {
    try view.withBytes { (bytes) throws(PatternError) in try scan.scan(bytes, path: path) }
  }

  private mutating func take(_ result: FileSecrets, _ attestation: Attestation) {
    seen += result.matches.map { Hit(place: .config("attestations.\(attestation.name)"), match: $0) }
    cuts += (result.cuts + result.losses).map {
      Incomplete(what: "\(Attestation.word) \(attestation.name)", why: $0)
    }
  }

  private mutating func mask(
    _ execution: inout ImageConfig.Execution, _ scan: inout FileScan
  ) throws(PatternError) {
    for index in execution.environment.indices {
      let (variable, place) = (execution.environment[index], SymbolicLocation.config("Env[\(index)]"))
      let known = seen.count
      execution.environment[index] = try masked(variable, place, &scan)
      if execution.environment[index] != variable, let equals = variable.firstIndex(of: "=") {
        values[place] = Self.mark(of: variable[variable.index(after: equals)...])
        for number in known..<seen.count { seen[number].match.name = String(variable[..<equals]) }
      }
    }
    execution.labels = try masked(execution.labels, of: "Labels", &scan)
    execution.entrypoint = try masked(execution.entrypoint, .config("Entrypoint"), &scan)
    execution.command = try masked(execution.command, .config("Cmd"), &scan)
    for index in execution.onBuild.indices {
      execution.onBuild[index] = try masked(execution.onBuild[index], .config("OnBuild[\(index)]"), &scan)
    }
    if let test = try masked(execution.healthCheck?.test, .config("Healthcheck"), &scan) {
      execution.healthCheck?.test = test
    }
  }

  /// Names and their values with the mark in place of each secret in either; a name is shown wherever its value is judged.
  private mutating func masked(
    _ pairs: [String: String], of field: String, _ scan: inout FileScan
  ) throws(PatternError) -> [String: String] {
    var result: [String: String] = [:]
    for (key, value) in pairs.sorted(by: { $0.key < $1.key }) {
      var name = try masked(key, .config(field), &scan)
      // Of several names that are secrets each is kept.
      if name != key, result[name] != nil { name += " \(result.count + 1)" }
      result[name] = try masked(value, named: key, .config("\(field).\(name)"), &scan)
    }
    return result
  }

  private mutating func masked(
    _ words: [String]?, _ place: SymbolicLocation, _ scan: inout FileScan
  ) throws(PatternError) -> [String]? {
    guard let words else { return nil }
    var result: [String] = []
    for word in words { result.append(try masked(word, place, &scan)) }
    return result
  }

  /// The text with the mark in place of each secret in it; `name` is what it is the value of.
  private mutating func masked(
    _ text: String, named name: String? = nil, _ place: SymbolicLocation, _ scan: inout FileScan
  ) throws(PatternError) -> String {
    guard !text.isEmpty else { return text }
    let head = name.map { Array("\($0)=".utf8) } ?? []
    let bytes = head + Array(text.utf8)
    // The name makes a bare `NAME=value` a value, as in the file that it came from.
    var result = try scan.scan(bytes.span, path: "Dockerfile")
    // What only its name makes a secret needs no search: in the config the rules that go by names judge those.
    result.matches.removeAll(where: \.isByNameAlone)
    cuts += (result.cuts + result.losses).map { Incomplete(what: "secrets in the config", why: $0) }
    var rest = bytes
    for match in result.matches.reversed() where match.range.lowerBound >= head.count {
      seen.append(
        Hit(place: place, match: match, name: Self.name(before: match.range.lowerBound, in: bytes)))
      rest.replaceSubrange(match.range, with: Array(ConfigSecrets.mark.utf8))
    }
    return result.matches.isEmpty ? text : String(decoding: rest.dropFirst(head.count), as: UTF8.self)
  }

  /// The name that stands before a value: of `NAME=value`, `export NAME="value"`, `--option value`.
  private static func name(before end: Int, in bytes: [UInt8]) -> String? {
    var last = end
    while last > 0, " =:\"'\\".utf8.contains(bytes[last - 1]) { last -= 1 }
    var first = last
    while first > 0, isOfName(bytes[first - 1]) { first -= 1 }
    return first < last ? String(decoding: bytes[first..<last], as: UTF8.self) : nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-.".utf8.contains(byte)
    }
  }
}
