import Compose
import Findings
import Images
import Policies
import Reports
import Rules

/// Evaluates the assertions of a policy over what a run read and found.
struct AssertionCheck {
  let values: AssertionValues
  private let variables: [(name: String, value: Value)]
  /// What tells the images of the run apart, in the order of the images.
  private let identities: [ImageIdentity]
  private let variants: [String?]

  private(set) var findings: [Finding] = []
  /// The service of each finding that is about one.
  private(set) var services: [Fingerprint: ServicePlace] = [:]
  private(set) var incomplete: [Incomplete] = []
  private var seen: [Fingerprint: Int] = [:]

  /// Steps that one assertion may take over all that it is about.
  static let budget = 4_000_000
  /// Errors of one assertion that are listed.
  private static let errorsShown = 5

  /// - Parameter identity: the name under which the one image of a comparison is judged; nil for the images' own.
  init(
    _ assertions: [Assertion], _ values: AssertionValues, as identity: ImageIdentity? = nil,
    budget: Int = budget
  ) {
    self.values = values
    variables = values.variables
    let images = values.images.map(\.thing)
    identities =
      identity.map { [$0] } ?? ImageIdentity.all(images.map { ($0.name, $0.platform.description) })
    variants = ImageIdentity.variants(images.map { ($0.name, $0.platform.description, $0.tags.first ?? "") })
    for assertion in assertions { evaluate(assertion, budget) }
  }

  /// A service with where it stands.
  struct ServicePlace {
    let service: Service
    let project: Project
    let span: SourceSpan
  }

  /// One thing that an assertion is about.
  private struct Subject {
    /// As messages name it, at the start of a sentence.
    let title: String
    let value: Value?
    let location: Location
    /// What tells it from the others, build after build.
    let identity: [String]
    var service: ServicePlace?
    var image: Int?
  }

  private mutating func evaluate(_ assertion: Assertion, _ budget: Int) {
    guard let expression = assertion.expression else { return }
    var left = budget
    var errors: [(title: String, error: EvaluationError)] = []
    for subject in subjects(of: assertion) {
      let names = variables + (subject.value.map { [(assertion.scope.variable, $0)] } ?? [])
      do throws(EvaluationError) {
        if let condition = assertion.condition, try !condition.holds(names, budget: &left) { continue }
        if try !expression.holds(names, budget: &left) { report(assertion, subject) }
      } catch {
        errors.append((subject.title, error))
        if left <= 0 { break }
      }
    }
    for (title, error) in errors.prefix(Self.errorsShown) {
      let more = errors.count > Self.errorsShown ? ", and \(errors.count - Self.errorsShown) more" : ""
      let isLast = title == errors[min(errors.count, Self.errorsShown) - 1].title
      incomplete.append(
        Incomplete(
          what: "assertion \(assertion.name) for \(title.prefix(1).lowercased())\(title.dropFirst())",
          why: error.description + (isLast ? more : "")))
    }
  }

  private func subjects(of assertion: Assertion) -> [Subject] {
    switch assertion.scope {
    case .service:
      values.services.map { pair, value in
        let site = pair.project.nearestSite(of: pair.service.key)
        return Subject(
          title: "Service \(pair.service.name)", value: value,
          location: Location(site.span, key: pair.service.key.text),
          identity: [pair.project.files.first ?? "", pair.service.key.text],
          service: ServicePlace(service: pair.service, project: pair.project, span: site.span))
      }
    case .project:
      values.projects.map { project, value in
        let key = (project.root.mapping?.pair("services")).map { Key("").below($0) } ?? ""
        return Subject(
          title: "Project \(project.name)", value: value,
          location: Location(project.nearestSite(of: key).span, key: key.text.isEmpty ? nil : key.text),
          identity: [project.files.first ?? ""])
      }
    case .image:
      values.images.enumerated().map { number, item in
        Subject(
          title: "Image \(item.thing.title)", value: item.value,
          location: LocationResolver(image: item.thing).location(.image),
          identity: [identities[number].name, identities[number].extra], image: number)
      }
    case .package:
      values.packages.map { item, value in
        let image = values.images[item.image].thing
        return Subject(
          title: "Package \(item.package.name) \(item.package.version)", value: value,
          location: LocationResolver(image: image).location(.image),
          identity: [
            identities[item.image].name, identities[item.image].extra, item.package.type, item.package.name,
            item.package.path,
          ], image: item.image)
      }
    case .finding:
      values.findings.map { finding, value in
        Subject(
          title: "The finding of \(finding.rule)", value: value, location: finding.location,
          identity: [finding.fingerprint.text])
      }
    case .run:
      [
        Subject(
          title: "The run", value: nil,
          location: assertion.span.map { Location($0, key: nil) } ?? Location(), identity: [])
      ]
    }
  }

  private mutating func report(_ assertion: Assertion, _ subject: Subject) {
    let fingerprint = Fingerprint(parts: [assertion.rule, "assertion"] + subject.identity)
    let number = seen[fingerprint, default: 0] + 1
    seen[fingerprint] = number
    let message = assertion.message
    let related =
      assertion.scope == .run
      ? []
      : assertion.span.map {
        [Finding.Related(location: Location($0, key: nil), message: "The assertion stands here.")]
      }
    var finding = Finding(
      rule: assertion.rule, severity: assertion.severity, confidence: .certain,
      message:
        "\(subject.title) breaks the assertion \(assertion.name): \(message)\(message.hasSuffix(".") ? "" : ".")",
      fix: assertion.fix.isEmpty
        ? "Change it so that `\(assertion.expression?.text ?? "")` is true." : assertion.fix,
      fingerprint: fingerprint.numbered(number), location: subject.location, related: related ?? [])
    if let image = subject.image {
      finding = finding.of(variants[image], image: values.images[image].thing.name)
    }
    if let service = subject.service { services[finding.fingerprint] = service }
    findings.append(finding)
  }
}
