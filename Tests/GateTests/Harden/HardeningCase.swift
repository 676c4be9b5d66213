import ArchiveIO
import Compose
import Findings
import Gate
import Images
import Policies
import Rules
import TestSupport
import Testing

/// What must hold of every hardening, checked without the code that proves it in the program.
enum HardeningCase {
  static func images(_ listings: [String], mapped: [String: [Int]] = [:]) throws -> ImageMatching {
    let images = try listings.flatMap { listing in
      let archive = ByteView(copying: try ImageListing(listing).builder.archive())
      return try ImageLoader().load(archive, source: "example").images
    }
    return ImageMatching(images, mapped: mapped)
  }

  /// The override file and the diff give the same model, in which no rule finds more and a second run nothing.
  static func hold(
    _ options: Options, _ read: @escaping @Sendable (String) throws -> [UInt8]?, _ images: ImageMatching,
    _ name: String
  ) throws -> ComposeHardening {
    let hardening = try ComposeHardening(options, reader: FileReader(read: read), images: images)
    let text = Array(hardening.override.utf8)
    var more = options
    more.files = hardening.original.files + ["override.yaml"]
    let after = FileReader { path in path == "override.yaml" ? text : try read(path) }
    let patch = hardening.patch
    let new = Dictionary(patch.changes.map { ($0.file, $0.new) }) { $1 }
    let edited = FileReader { path in try new[path] ?? read(path) }
    let known = findings(options, FileReader(read: read), images).shared
    var ways = [(options, edited)]
    if !hardening.steps.isEmpty { ways.append((more, after)) }
    for (options, reader) in ways {
      let project = try Project.load(options, reader: reader)
      #expect(
        Set(project.problems(.refused).map(\.message)).isSubset(
          of: hardening.original.problems(.refused).map(\.message)), "\(name)")
      for (place, severity) in findings(options, reader, images).own {
        let isKnown = known[place].map { severity <= $0 } ?? false
        #expect(isKnown, "\(name): \(place)\n\(hardening.override)")
      }
    }
    if patch.left.isEmpty {
      let again = try ComposeHardening(options, reader: edited, images: images)
      #expect(again.steps.map(\.setting) == [], "\(name)")
    }
    return hardening
  }

  /// The severities of all findings by rule and place, also of the other places that a finding's line is shared by.
  private static func findings(
    _ options: Options, _ reader: FileReader, _ images: ImageMatching
  ) -> (own: [String: Severity], shared: [String: Severity]) {
    let cross = CrossCheck(rules: Rule.all, policy: .standard, matching: images)
    let result = ComposeCheck(reader: reader, cross: cross).run(options)
    var own: [String: Severity] = [:]
    var shared: [String: Severity] = [:]
    for finding in result.findings + result.suppressed {
      let place = identity(finding.rule, finding.location)
      own[place] = max(own[place] ?? finding.severity, finding.severity)
      for location in [finding.location] + finding.related.map(\.location) {
        let place = identity(finding.rule, location)
        shared[place] = max(shared[place] ?? finding.severity, finding.severity)
      }
    }
    return (own, shared)
  }

  /// What stands at a service's networks stands at the service: a new network may take the place of another one.
  private static func identity(_ rule: String, _ location: Location) -> String {
    let key = location.key ?? ""
    return "\(rule) \(key.firstRange(of: ".networks").map { String(key[..<$0.lowerBound]) } ?? key)"
  }
}
