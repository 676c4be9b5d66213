import Compose
import Findings
import Images
import Policies
import Reports
import Rules

/// What assertions see of a run: images, projects with their services, packages and findings as values of expressions.
struct AssertionValues {
  /// A value with the thing that it is of.
  typealias Valued<Thing> = (thing: Thing, value: Value)

  let images: [Valued<ImageFacts>]
  /// Each with the position of its image.
  let packages: [Valued<(image: Int, package: PackageSummary)>]
  let projects: [Valued<Project>]
  let services: [Valued<(service: Service, project: Project)>]
  let findings: [Valued<Finding>]
  /// When the day of the run began.
  private let now: Value

  /// - Parameters:
  ///   - images: those of the matching, in its order.
  ///   - today: as `YYYY-MM-DD`; nil for a run without a date.
  init(
    _ images: [ImageFacts], _ projects: [Project], _ matching: ImageMatching, findings: [Finding],
    today: String?
  ) {
    now =
      today.flatMap { Value.timestamp("\($0)T00:00:00Z") } ?? .unknown("the run does not know the day")
    let packages = images.map { image in PackageSummary.all(image).map { ($0, Self.value($0, image)) } }
    let imageValues = zip(images, packages).map { Self.value($0, packages: $1.map(\.1)) }
    self.images = Array(zip(images, imageValues)).map { ($0, $1) }
    self.packages = packages.enumerated().flatMap { number, own in own.map { ((number, $0.0), $0.1) } }
    var services: [Valued<(service: Service, project: Project)>] = []
    var valued: [Valued<Project>] = []
    for project in projects {
      let own = project.services.map { service -> Value in
        var run: Value?
        if case .image(let number, let basis) = matching.answer(for: service, in: project), basis.isSameImage
        {
          run = imageValues[number]
        }
        return ServiceValue(service, project, runs: run).value
      }
      services += zip(project.services, own).map { (($0, project), $1) }
      valued.append((project, Self.value(project, services: own)))
    }
    self.services = services
    self.projects = valued
    self.findings = findings.map { ($0, Self.value($0)) }
  }

  /// What every assertion may name.
  var variables: [(name: String, value: Value)] {
    [
      ("services", .list(services.map(\.value))), ("images", .list(images.map(\.value))),
      ("packages", .list(packages.map(\.value))), ("findings", .list(findings.map(\.value))),
      ("projects", .list(projects.map(\.value))), ("now", now),
    ]
  }

  // MARK: Values

  private static func value(_ image: ImageFacts, packages: [Value]) -> Value {
    let config = image.config.execution
    var fields: [String: Value] = [
      "name": .string(image.name), "tags": .texts(image.tags), "platform": .string("\(image.platform)"),
      "layers": .int(Int64(image.layers.count)),
      "size": .int(image.layers.reduce(0) { $0 + $1.scan.unpackedSize }),
      "annotations": .texts(image.annotations), "packages": .list(packages),
    ]
    fields.set("digest", image.digest.map { "\($0)" })
    fields.set("base", image.baseImageName)
    fields.set("system", image.facts.osRelease?.id)
    fields.set("system_version", image.facts.osRelease?.versionID)
    if let gap = image.gap(in: [.packages]) {
      fields["packages"] = .unknown("the packages of \(image.title) are not known: \(gap)")
    }
    if image.gap(in: [.tree]) != nil { fields["size"] = .unknown("the size of \(image.title) is not known") }
    let stated: [String: Value] = [
      "user": .string(config.user), "labels": .texts(config.labels),
      "environment": .texts(variables(config.environment)), "entrypoint": .texts(config.entrypoint ?? []),
      "command": .texts(config.command ?? []), "working_dir": .string(config.workingDirectory),
      "exposed_ports": .texts(config.exposedPorts.sorted()), "volumes": .texts(config.volumes.sorted()),
      "health_check": .texts(config.healthCheck?.test ?? []), "created": .string(image.config.created ?? ""),
    ]
    for (name, value) in stated {
      if !image.hasConfig {
        fields[name] = .unknown("\(image.title) has no readable config")
      } else if !value.isEmpty {
        fields[name] = value
      }
    }
    return .record(Record(AssertionModel.image, fields))
  }

  private static func variables(_ lines: [String]) -> [String: String] {
    Dictionary(
      lines.map { line in
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }
    ) { _, last in last }
  }

  private static func value(_ package: PackageSummary, _ image: ImageFacts) -> Value {
    var fields: [String: Value] = [
      "name": .string(package.name), "version": .string(package.version), "type": .string(package.type),
      "image": .string(image.name), "layer": .int(Int64(package.layer)), "path": .string(package.path),
    ]
    fields.set("purl", package.purl)
    fields.set("license", package.license)
    return .record(Record(AssertionModel.package, fields))
  }

  private static func value(_ project: Project, services: [Value]) -> Value {
    .record(
      Record(
        AssertionModel.project,
        [
          "name": .string(project.name), "files": .texts(project.files), "services": .list(services),
          "networks": .texts(project.networks.map(\.name)), "volumes": .texts(project.volumes.map(\.name)),
        ]))
  }

  private static func value(_ finding: Finding) -> Value {
    let place = finding.location
    var fields: [String: Value] = [
      "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
      "rank": .int(Int64(finding.severity.rank)), "confidence": .string(finding.confidence.rawValue),
      "message": .string(finding.message), "fingerprint": .string(finding.fingerprint.text),
    ]
    fields.set("image", place.image)
    fields.set("service", place.image == nil ? place.key.flatMap(Key.service(of:)) : nil)
    fields.set("path", place.path)
    fields.set("key", place.key)
    fields.set("file", place.file)
    fields.set("origin", finding.origin?.rawValue)
    if let layer = place.layer { fields["layer"] = .int(Int64(layer)) }
    if let line = place.line { fields["line"] = .int(Int64(line)) }
    return .record(Record(AssertionModel.finding, fields))
  }
}

extension Value {
  /// Whether it is what a field has that is not set.
  fileprivate var isEmpty: Bool {
    switch self {
    case .string(let text): text.isEmpty
    case .list(let items): items.isEmpty
    case .map(let map): map.isEmpty
    case .null, .bool, .int, .double, .timestamp, .duration, .record, .type, .unknown: false
    }
  }
}

extension [String: Value] {
  /// Sets a field that has a text.
  mutating func set(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { self[name] = .string(text) }
  }
}
