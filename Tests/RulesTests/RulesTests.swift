import ArchiveIO
import Compose
import Findings
import Foundation
import Images
import Policies
import Rules
import Secrets
import TestSupport
import Testing

/// The examples of every rule are its tests: each marked place is reported, and nothing else is.
struct ExampleTests {
  private static let scanner = Result { try BuiltInScanner.get() }

  @Test(arguments: Rule.inFocus) func examplesAreReportedWhereMarked(rule: Rule) throws {
    for example in rule.triggering + rule.silent {
      let matches =
        switch rule.check {
        case .image(let check): try judge(example, rule, check)
        case .images(let check): try judge(example, rule) { check([$0], $1).map(\.1) }
        case .compose(let check): try judge(example, rule, check)
        case .host(let check): try judge(example, rule, check)
        case .cross(let check): try judge(example, rule, check)
        }
      for match in matches {
        #expect(match.message.hasSuffix("."), "\(rule.id): \(match.message)")
        if Rule.focus != nil { print("\(example.title): \(match.message)") }
        #expect(TextStyle.faults(in: match.message, mostSentences: 2) == [], "\(rule.id): \(match.message)")
        #expect(
          TextStyle.namesItsObject(match.message, summary: rule.description.summary, example: example.text),
          "\(rule.id): '\(match.message)' names nothing of its example")
        for related in match.related {
          #expect(
            TextStyle.faults(in: related.message, mostSentences: nil) == [], "\(rule.id): \(related.message)")
        }
        guard let fix = match.fix else { continue }
        #expect(TextStyle.faults(in: fix, mostSentences: 2) == [], "\(rule.id): \(fix)")
      }
    }
  }

  private func judge(
    _ example: Rule.Example, _ rule: Rule, _ check: (ImageFacts, Policy) -> [Match]
  ) throws -> [Match] {
    // Secrets stand in their examples in a notation that is no secret.
    let listing = try ImageListing(
      rule.isSecret ? ExampleText.expanded(example.text, lineBreak: "\n    | ") : example.text)
    let archive = ByteView(copying: try listing.builder.archive())
    var loader = ImageLoader()
    loader.secrets = rule.isSecret ? try Self.scanner.get() : nil
    loader.contents = listing.policy.requiredContents
    let images = try loader.load(archive, source: example.title).images
    let image = try #require(images.first)
    try #require(image.isComplete, "\(image.incomplete)")
    let matches = check(image, listing.policy)
    #expect(
      matches.map(\.place.withoutLine).sorted { "\($0)" < "\($1)" }
        == listing.expected.sorted { "\($0)" < "\($1)" },
      "\(rule.id): \(example.title)")
    return matches
  }

  private func judge(
    _ example: Rule.Example, _ rule: Rule, _ check: (Project, Policy) -> [Match]
  ) throws -> [Match] {
    let listing = try ComposeListing(example.text)
    let refused = listing.project.problems(.refused)
    #expect(refused.isEmpty, "\(rule.id): \(example.title): \(refused.map(\.message))")
    let matches = check(listing.project, listing.policy)
    let places = Set(try matches.map { try listing.place(of: $0) }).sorted()
    #expect(places == listing.expected.sorted(), "\(rule.id): \(example.title): \(matches.map(\.message))")
    return matches
  }

  private func judge(
    _ example: Rule.Example, _ rule: Rule, _ check: ([Project], Policy) -> [HostMatch]
  ) throws -> [Match] {
    let listing = try ComposeListing(example.text)
    let refused = listing.projects.flatMap { $0.problems(.refused) }
    #expect(refused.isEmpty, "\(rule.id): \(example.title): \(refused.map(\.message))")
    let matches = check(listing.projects, listing.policy)
    let places = Set(try matches.map { try listing.place(of: $0.match, in: $0.project) }).sorted()
    #expect(
      places == listing.expected.sorted(), "\(rule.id): \(example.title): \(matches.map(\.match.message))")
    return matches.map(\.match)
  }

  private func judge(
    _ example: Rule.Example, _ rule: Rule, _ check: (CrossFacts, Policy) -> [Match]
  ) throws -> [Match] {
    let listing = try CrossListing(example.text)
    let refused = listing.project.problems(.refused)
    #expect(refused.isEmpty, "\(rule.id): \(example.title): \(refused.map(\.message))")
    #expect(!listing.pairs.isEmpty, "\(rule.id): \(example.title): no service has its image")
    let matches = listing.pairs.map { (facts: $0, matches: check($0, .standard)) }
    let places = Set(
      try matches.flatMap { facts, matches in try matches.map { try listing.place(of: $0, in: facts) } })
    let all = matches.flatMap(\.matches)
    #expect(
      places.sorted() == Set(listing.expected).sorted(),
      "\(rule.id): \(example.title): \(all.map(\.message))")
    return all
  }

  @Test(arguments: Rule.inFocus) func triggeringExamplesHaveMarksAndSilentOnesNone(rule: Rule) {
    #expect(!rule.triggering.isEmpty, "\(rule.id)")
    #expect(!rule.silent.isEmpty, "\(rule.id)")
    for example in rule.triggering {
      #expect(example.text.contains(ImageListing.mark), "\(rule.id): \(example.title)")
    }
    for example in rule.silent {
      #expect(!example.text.contains(ImageListing.mark), "\(rule.id): \(example.title)")
    }
  }

  @Test func aRuleInFocusIsKnown() {
    if let focus = Rule.focus { #expect(Rule.named(focus) != nil, "there is no rule '\(focus)'") }
    #expect(!Rule.inFocus.isEmpty)
  }
}

extension Rule {
  /// The one rule that somebody works on: `./dev rule image-root-user` sets it.
  fileprivate static let focus = ProcessInfo.processInfo.environment["IMGCHECK_RULE"]

  fileprivate static var inFocus: [Rule] {
    guard let focus else { return all }
    return all.filter { $0.id == focus }
  }
}

extension Rule: CustomTestStringConvertible {
  public var testDescription: String { id }
}

extension SymbolicLocation {
  /// Examples mark files and not lines of them.
  fileprivate var withoutLine: SymbolicLocation {
    guard case .file(let layer, let path, _) = self else { return self }
    return .file(layer: layer, path: path)
  }
}
