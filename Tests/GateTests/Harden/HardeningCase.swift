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
    let known = try findings(options, FileReader(read: read), images)
    var ways = [(options, edited)]
    if !hardening.steps.isEmpty { ways.append((more, after)) }
    for (options, reader) in ways {
      let project = try Project.load(options, reader: reader)
      #expect(
        Set(project.problems(.refused).map(\.message)).isSubset(
          of: hardening.original.problems(.refused).map(\.message)), "\(name)")
      for finding in try findings(options, reader, images) where !known.contains(finding) {
        Issue.record("\(name): \(finding)\n\(hardening.override)")
      }
    }
    if patch.left.isEmpty {
      let again = try ComposeHardening(options, reader: edited, images: images)
      #expect(again.steps.map(\.setting) == [], "\(name)")
    }
    return hardening
  }

  /// Rule, place and severity of all findings.
  private static func findings(
    _ options: Options, _ reader: FileReader, _ images: ImageMatching
  ) throws -> Set<String> {
    let cross = CrossCheck(rules: Rule.all, policy: .standard, matching: images)
    let result = ComposeCheck(reader: reader, cross: cross).run(options)
    #expect(result.incomplete.map(\.why) == [] || !result.findings.isEmpty)
    return Set(
      (result.findings + result.suppressed).map { "\($0.rule) \($0.location.key ?? "") \($0.severity)" })
  }
}
