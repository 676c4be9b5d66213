import Findings
import PatternScan
import Secrets

/// The secrets in an image's config, history and annotations, and those texts without them.
///
/// What an instruction holds is shown in every finding of its layer. So a secret is taken out of the texts
/// before anything else sees them.
package struct ConfigSecrets: Sendable {
  /// A secret and the field or step that holds it.
  package struct Seen: Sendable, Hashable {
    package let place: Place
    package let match: SecretMatch
  }

  /// Stands in a secret's place. It is no placeholder, so that rules still see that a value was written down.
  static let mark = "(secret)"

  package private(set) var seen: [Seen] = []
  package private(set) var cuts: [Incomplete] = []

  package init() {}

  /// Reads the record's texts and masks what it finds in them.
  init(of record: inout ImageRecord, with scanner: SecretScanner?) {
    guard let scanner else { return }
    do throws(PatternError) {
      var scan = try FileScan(scanner)
      for key in record.annotations.keys.sorted() {
        record.annotations[key] = try masked(
          record.annotations[key] ?? "", named: key, .config("annotations.\(key)"), &scan)
      }
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
        let bytes = attestation.bytes
        try take(scan.scan(bytes.span, path: "attestation.json"), attestation)
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

  private mutating func take(_ result: FileSecrets, _ attestation: Attestation) {
    seen += result.matches.map { Seen(place: .config("attestations.\(attestation.name)"), match: $0) }
    cuts += result.cuts.map { Incomplete(what: "\(Attestation.word) \(attestation.name)", why: $0) }
  }

  private mutating func mask(
    _ execution: inout ImageConfig.Execution, _ scan: inout FileScan
  ) throws(PatternError) {
    for index in execution.environment.indices {
      execution.environment[index] = try masked(execution.environment[index], .config("Env[\(index)]"), &scan)
    }
    for key in execution.labels.keys.sorted() {
      execution.labels[key] = try masked(
        execution.labels[key] ?? "", named: key, .config("Labels.\(key)"), &scan)
    }
    execution.entrypoint = try masked(execution.entrypoint, .config("Entrypoint"), &scan)
    execution.command = try masked(execution.command, .config("Cmd"), &scan)
    for index in execution.onBuild.indices {
      execution.onBuild[index] = try masked(execution.onBuild[index], .config("OnBuild[\(index)]"), &scan)
    }
    if let test = try masked(execution.healthCheck?.test, .config("Healthcheck"), &scan) {
      execution.healthCheck?.test = test
    }
  }

  private mutating func masked(
    _ words: [String]?, _ place: Place, _ scan: inout FileScan
  ) throws(PatternError) -> [String]? {
    guard let words else { return nil }
    var result: [String] = []
    for word in words { result.append(try masked(word, place, &scan)) }
    return result
  }

  /// The text with the mark in place of each secret in it; `name` is what it is the value of.
  private mutating func masked(
    _ text: String, named name: String? = nil, _ place: Place, _ scan: inout FileScan
  ) throws(PatternError) -> String {
    guard !text.isEmpty else { return text }
    let head = name.map { Array("\($0)=".utf8) } ?? []
    let bytes = head + Array(text.utf8)
    // The name makes a bare `NAME=value` a value, as in the file that it came from.
    var result = try scan.scan(bytes.span, path: "Dockerfile")
    // Rules that go by names tell those better.
    result.matches.removeAll(where: \.isByNameAlone)
    cuts += (result.cuts + result.losses).map { Incomplete(what: "secrets in the config", why: $0) }
    var rest = bytes
    for match in result.matches.reversed() where match.range.lowerBound >= head.count {
      seen.append(Seen(place: place, match: match))
      rest.replaceSubrange(match.range, with: Array(ConfigSecrets.mark.utf8))
    }
    return result.matches.isEmpty ? text : String(decoding: rest.dropFirst(head.count), as: UTF8.self)
  }
}
