import Compose
import Findings
import Policies

/// Holds one service against the settings that a policy requires of it.
struct RequiredSettings {
  private(set) var matches: [Match] = []
  private let requirement: ServiceRequirement
  private let service: Service

  init(_ requirement: ServiceRequirement, of service: Service) {
    self.requirement = requirement
    self.service = service
    for label in requirement.labels {
      check(
        "label \(label.name)",
        service.section.text("labels", label.name) ?? service.section.text("deploy", "labels", label.name),
        label.value)
    }
    for variable in requirement.environment { checkVariable(variable) }
    for key in requirement.keys { checkKey(key) }
    if !requirement.restart.isEmpty {
      check(
        "restart policy",
        service.section.text("restart") ?? service.section.text("deploy", "restart_policy", "condition"),
        oneOf: requirement.restart)
    }
    if !requirement.users.isEmpty {
      check("user", service.section.text("user"), oneOf: requirement.users)
    }
    if let readOnly = requirement.readOnly { checkRootFileSystem(readOnly) }
    checkHealthCheck()
  }

  // MARK: Kinds of settings

  private mutating func checkVariable(_ variable: ServiceRequirement.Named) {
    let what = "environment variable \(variable.name)"
    guard let set = service.environment.last(where: { $0.name == variable.name }) else { return miss(what) }
    guard let wanted = variable.value, let value = set.value,
      !set.variables.contains(where: { $0.origin == .unset })
    else { return }
    // Values of variables are not shown: they may be anybody's secrets.
    if !wanted.matches(value) {
      add(
        .compose(key: set.key), "sets the \(what) to a value that does not match '\(short(wanted.text))'",
        what)
    }
  }

  private mutating func checkKey(_ key: ServiceRequirement.Named) {
    var section = service.section
    let parts = key.name.split(separator: ".").map(String.init)
    for part in parts.dropLast() {
      guard let next = section.section(part) else { return miss(key.name) }
      section = next
    }
    guard let last = parts.last, let field = section.field(last), !field.value.isNull else {
      return miss(key.name)
    }
    guard key.value != nil else { return }
    guard let text = field.value.text else { return miss(key.name, instead: field.place) }
    check(key.name, Field(text, key: field.key, node: field.node), key.value)
  }

  private mutating func checkRootFileSystem(_ readOnly: Bool) {
    let field = service.section.boolean("read_only")
    guard field?.isUnknown != true, (field?.value ?? false) != readOnly else { return }
    add(
      field?.place ?? service.place,
      readOnly
        ? "has a writable root file system, but the policy requires read_only: true"
        : "has a read-only root file system, but the policy requires a writable one", "read_only")
  }

  private mutating func checkHealthCheck() {
    let bounds = requirement.healthCheckInterval
    guard requirement.healthCheck != nil || !bounds.isEmpty else { return }
    let check = service.healthCheck
    let isStated =
      switch check?.test {
      case .command, .shell: true
      case .disabled, .ofImage, nil: false
      }
    if requirement.healthCheck == false {
      if isStated, let check {
        add(.compose(key: check.key), "states a health check, which the policy forbids", "healthcheck")
      }
      return
    }
    guard isStated, let check else {
      return add(
        check.map { .compose(key: $0.key) } ?? service.place,
        "states no health check, but the policy requires one", "healthcheck")
    }
    let field = check.section.text("interval")
    guard field?.isUnknown != true, let interval = Duration(compose: field?.value ?? Self.usualInterval)
    else { return }
    let seconds = interval / .seconds(1)
    let said = "has a health check interval of \(field?.value ?? Self.usualInterval)"
    if let most = bounds.maximum, seconds > most {
      add(
        field?.place ?? .compose(key: check.key),
        "\(said), but the policy allows at most \(Self.written(most))", "interval")
    }
    if let least = bounds.minimum, seconds < least {
      add(
        field?.place ?? .compose(key: check.key),
        "\(said), but the policy requires at least \(Self.written(least))", "interval")
    }
  }

  /// What engines take where no interval is set.
  private static let usualInterval = "30s"

  private static func written(_ seconds: Double) -> String {
    seconds == seconds.rounded() && seconds < 1e9 ? "\(Int(seconds))s" : "\(seconds)s"
  }

  // MARK: Values

  private mutating func check(_ what: String, _ field: Field<String>?, _ wanted: ValuePattern?) {
    check(what, field, oneOf: wanted.map { [$0] } ?? [])
  }

  /// An empty list asks only that the value is there.
  private mutating func check(_ what: String, _ field: Field<String>?, oneOf wanted: [ValuePattern]) {
    guard let field else { return miss(what) }
    guard !wanted.isEmpty, !field.isUnknown, !wanted.contains(where: { $0.matches(field.value) }) else {
      return
    }
    let list = Phrase.list(wanted.map { "'\(short($0.text))'" })
    add(
      field.place,
      "has the \(what) '\(short(field.value))', but the policy requires \(wanted.count == 1 ? "" : "one of ")\(list)",
      what)
  }

  private mutating func miss(_ what: String, instead place: SymbolicLocation? = nil) {
    add(place ?? service.place, "does not set the \(what), but the policy requires it", what)
  }

  private mutating func add(_ place: SymbolicLocation, _ fault: String, _ subject: String) {
    let reason = requirement.reason
    let end = reason.isEmpty ? "" : " Reason: \(reason)" + (reason.hasSuffix(".") ? "" : ".")
    matches.append(
      Match(
        place, "Service \(service.name) \(fault).\(end)", subject: subject, severity: requirement.severity))
  }
}
