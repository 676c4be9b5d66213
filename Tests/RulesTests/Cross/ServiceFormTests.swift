import Compose
import Findings
import Foundation
import Images
import Policies
import Rules
import TestSupport
import Testing

/// Image rules about the config hold for what services state over it.
struct ServiceFormTests {
  @Test func theTableNamesRulesThatAreThere() {
    let ofImages = Set(Rule.image.map(\.id))
    let ofServices = Set((Rule.compose + Rule.cross).map(\.id))
    for (id, form) in ServiceForm.all {
      #expect(ofImages.contains(id), "\(id)")
      switch form {
      case .judges(_, let fix):
        #expect(TextStyle.faults(in: fix, mostSentences: 2) == [], "\(id): \(fix)")
      case .twins(let twins): #expect(!twins.isEmpty && ofServices.isSuperset(of: twins), "\(id): \(twins)")
      case .none(let reason): #expect(reason.contains(" ") && !reason.hasSuffix("."), "\(id)")
      }
    }
  }

  /// A new rule about the config is asked what it means for services.
  @Test func everyImageRuleAboutTheConfigHasAForm() throws {
    for rule in Rule.image {
      guard case .image = rule.check else { continue }
      let marked = try rule.triggering.flatMap { try ImageListing($0.text).expected }
      let isAboutConfig = marked.contains { if case .config = $0 { true } else { false } }
      #expect(!isAboutConfig || ServiceForm.all[rule.id] != nil, "\(rule.id)")
    }
  }

  /// What a rule reports of an image, it or its twins report of a service that says the same in its compose file.
  @Test(arguments: Rule.image.filter { ServiceForm.all[$0.id] != nil })
  func examplesOfImagesSpeakAsServices(rule: Rule) throws {
    for example in rule.triggering {
      guard let service = try ServiceExample(example) else { continue }
      let pair = try #require(service.listing.pairs.first)
      let found: [Match]
      switch ServiceForm.all[rule.id] {
      case .judges:
        found =
          ServiceSettings(pair.service, images: [pair.image])?.matches(rule, service.policy) ?? []
      case .twins(let twins):
        found = twins.compactMap { Rule.named($0) }.flatMap { twin -> [Match] in
          switch twin.check {
          case .compose(let check): check(pair.project, service.policy)
          case .cross(let check): check(pair, service.policy)
          case .image, .images, .host: []
          }
        }
      case .some(.none), nil: continue
      }
      let places = found.filter { if case .compose = $0.place { true } else { false } }
      #expect(!places.isEmpty, "\(rule.id): \(example.title): \(service.text)")
    }
  }

  private static let ofImage = """
    User: "1000:0"
    Env: PATH=.:/bin
    WorkingDir: srv
    ExposedPorts: 22/tcp
    """

  private func found(_ service: String, _ image: String = ofImage) throws -> [String] {
    let text =
      "# compose: compose.yaml\nservices:\n  a:\n    image: a:1\n\(service)\n# image: a:1\n\(image)"
    let listing = try CrossListing(text)
    let pair = try #require(listing.pairs.first)
    let settings = ServiceSettings(pair.service, images: [pair.image])
    return try Rule.image.flatMap { rule in
      try (settings?.matches(rule, .standard) ?? []).map { match in
        "\(rule.id) \(try listing.place(of: match, in: pair))"
      }
    }
  }

  @Test func whatTheImageAloneCausesIsNotReportedOfTheService() throws {
    #expect(try found("    restart: always") == [])
    #expect(try found("    environment: {MODE: a}\n    working_dir: /srv") == [])
  }

  @Test func whatTheServiceStatesIsReportedAtItsLine() throws {
    let service = "    environment:\n      - PATH=/bin:.\n    expose: [22]\n    labels:\n      a: b"
    #expect(
      try found(service)
        == ["image-exposed-ssh-port compose.yaml:6:14", "image-relative-search-path compose.yaml:5:14"])
  }

  /// A number without a group gets its group from the image's accounts, so that nothing is said without the image.
  @Test func whoTheUserIsMayDependOnTheImage() throws {
    let text = "services:\n  a:\n    image: a:1\n    user: %\n"
    let rule = try #require(Rule.named("image-root-group"))
    for (user, isReported) in [("\"1000\"", false), ("1000:0", true), ("1000:1000", false)] {
      let project = try ComposeListing(text.replacingOccurrences(of: "%", with: user)).project
      let settings = ServiceSettings(try #require(project.services.first), images: [])
      #expect((settings?.matches(rule, .standard).isEmpty == false) == isReported, "\(user)")
    }
    #expect(try found("    user: \"1000\"").contains("image-root-group compose.yaml:4:11"))
    let known = "layer: COPY . /\n  -rw-r--r-- 0:0 /etc/passwd\n    | app:x:1000:1000::/:/bin/sh"
    #expect(try found("    user: \"1000\"", known) == [])
  }
}

/// An image's example with its config moved into a service that runs the image.
private struct ServiceExample {
  let listing: CrossListing
  let policy: Policy
  let text: String

  /// nil where nothing of the config is marked that a service can state.
  init?(_ example: Rule.Example) throws {
    var service: [String] = []
    var image: [String] = []
    var lists: [String: [String]] = [:]
    var isMarked = false
    for line in example.text.split(separator: "\n") {
      let bare = line.drop { $0 == " " || String($0) == ImageListing.mark }
      let name = String(bare.prefix { $0 != ":" })
      let value = String(bare.dropFirst(name.count + 1).drop { $0 == " " })
      guard let key = Self.keys[name], !value.isEmpty else {
        if !bare.hasPrefix("image:") {
          image.append(line.replacingOccurrences(of: ImageListing.mark, with: ""))
        }
        continue
      }
      isMarked = isMarked || line.contains(ImageListing.mark)
      switch name {
      case "Env", "Labels", "ExposedPorts": lists[key, default: []].append(value)
      case "Healthcheck": service.append("    healthcheck: {test: \(Self.escaped(value))}")
      case "Entrypoint", "Cmd": service.append("    \(key): \(Self.escaped(value))")
      default: service.append("    \(key): \(try Self.quoted(value))")
      }
    }
    guard isMarked else { return nil }
    for (key, values) in lists {
      service.append("    \(key):")
      service += try values.map { "      - \(try Self.quoted($0))" }
    }
    text =
      "# compose: compose.yaml\nservices:\n  app:\n    image: app:1.0\n"
      + service.joined(separator: "\n") + "\n# image: app:1.0\n" + image.joined(separator: "\n")
    listing = try CrossListing(text)
    policy = try ImageListing(example.text).policy
  }

  private static let keys = [
    "User": "user", "Env": "environment", "Entrypoint": "entrypoint", "Cmd": "command",
    "WorkingDir": "working_dir", "Labels": "labels", "ExposedPorts": "expose", "Healthcheck": "healthcheck",
  ]

  private static func escaped(_ text: String) -> String { text.replacingOccurrences(of: "$", with: "$$") }

  private static func quoted(_ text: String) throws -> String {
    escaped(String(decoding: try JSONEncoder().encode(text), as: UTF8.self)).replacingOccurrences(
      of: "\\/", with: "/")
  }
}
