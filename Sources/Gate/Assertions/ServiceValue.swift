import Compose
import Findings
import Policies

/// A service as a value of expressions. What only the run time knows is unknown, and to ask for it is an error.
struct ServiceValue {
  private var fields: [String: Value] = [:]
  private let service: Service

  var value: Value { .record(Record(AssertionModel.service, fields)) }

  init(_ service: Service, _ project: Project, runs image: Value?) {
    self.service = service
    fields["name"] = .string(service.name)
    fields["project"] = .string(project.name)
    fields["replicas"] = .int(Int64(service.replicas))
    fields.set("role", project.role(of: service)?.rawValue)
    addImage(image)
    addSettings()
    addLists(project)
    addResources()
    fields["config"] = dynamic(service.section.node, service.key.text)
  }

  private func unknown(_ key: Key) -> Value {
    .unknown("\(key.text) is known only at run time; set its variables with --env")
  }

  private mutating func addImage(_ image: Value?) {
    if let image { fields["images"] = .list([image]) }
    fields["builds"] = .bool(service.section.has("build"))
    guard let field = service.image else { return }
    if field.isUnknown {
      for name in ["image", "tag", "digest"] { fields[name] = unknown(field.key) }
    } else {
      fields.set("image", field.value.description)
      fields.set("tag", field.value.tag)
      fields.set("digest", field.value.digest)
    }
  }

  private mutating func addSettings() {
    for name in ["user", "restart", "network_mode"] { set(name, service.section.text(name)) }
    for name in ["read_only", "privileged"] {
      guard let field = service.section.boolean(name) else {
        // A template that no value fills in is no boolean.
        if let field = service.section.field(name), field.isUnknown { fields[name] = unknown(field.key) }
        continue
      }
      fields[name] = field.isUnknown ? unknown(field.key) : .bool(field.value)
    }
    switch service.healthCheck?.test {
    case .command(let words): fields["health_check"] = .string(words.joined(separator: " "))
    case .shell(let line): fields["health_check"] = .string(line)
    case .disabled, .ofImage, nil: break
    }
  }

  private mutating func set(_ name: String, _ field: Field<String>?) {
    guard let field else { return }
    fields[name] = field.isUnknown ? unknown(field.key) : .string(field.value)
  }

  private mutating func addLists(_ project: Project) {
    for name in ["cap_add", "cap_drop", "security_opt", "profiles"] {
      let texts = service.section.texts(name)
      if !texts.isEmpty {
        fields[name] = .list(texts.map { $0.isUnknown ? unknown($0.key) : .string($0.value) })
      }
    }
    fields["networks"] = .list(service.networks.map { $0.isUnknown ? unknown($0.key) : .string($0.network) })
    fields["depends_on"] = .texts(service.dependencies.map(\.service))
    fields["labels"] = .map(
      Dictionary(
        service.section.entries("labels").map { (MapKey.string($0.name), text($0.field)) }
      ) { _, last in last })
    fields["environment"] = .map(
      Dictionary(
        service.environment.map { variable in
          let isUnknown = variable.value == nil || variable.variables.contains { $0.origin == .unset }
          return (
            MapKey.string(variable.name), isUnknown ? unknown(variable.key) : .string(variable.value ?? "")
          )
        }
      ) { _, last in last })
    fields["ports"] = .list(service.ports.map(port))
    fields["mounts"] = .list(service.mounts.map(mount))
  }

  private func text(_ field: Field<Node>) -> Value {
    field.isUnknown ? unknown(field.key) : .string(field.value.text ?? "")
  }

  private func port(_ port: Port) -> Value {
    if port.node.holdsUnknown { return unknown(port.key) }
    var own: [String: Value] = [
      "target": .int(Int64(port.target.ports.lowerBound)), "protocol": .string(port.transport),
    ]
    own.set("address", port.address)
    if let published = port.published {
      own["published"] = .int(Int64(published.ports.lowerBound))
      own["published_end"] = .int(Int64(published.ports.upperBound))
    }
    return .record(Record(AssertionModel.port, own))
  }

  private func mount(_ mount: Mount) -> Value {
    if mount.node.holdsUnknown { return unknown(mount.key) }
    var own: [String: Value] = [
      "type": .string(mount.kind.rawValue), "target": .string(mount.target),
      "read_only": .bool(mount.isReadOnly),
    ]
    own.set("source", mount.source)
    return .record(Record(AssertionModel.mount, own))
  }

  private mutating func addResources() {
    let resources = service.resources
    set("memory_limit", resources.memory.effective, twin: "mem_limit") { .int(Int64($0.bytes)) }
    set("memory_reservation", resources.reservedMemory.effective, twin: "mem_reservation") {
      .int(Int64($0.bytes))
    }
    set("cpu_limit", resources.cpus.effective, twin: "cpus") { .double($0) }
    set("cpu_reservation", resources.reservedCPUs, twin: "") { .double($0) }
    set("pids_limit", resources.pids.effective, twin: "pids_limit") { .int(Int64($0)) }
  }

  private mutating func set<Number>(
    _ name: String, _ field: Field<Number>?, twin: String, _ value: (Number) -> Value
  ) {
    if let field {
      fields[name] = field.isUnknown ? unknown(field.key) : value(field.value)
    } else if let field = service.section.field(twin), field.isUnknown {
      fields[name] = unknown(field.key)
    }
  }

  /// A part of the file as it is.
  private func dynamic(_ node: Node, _ key: String) -> Value {
    if node.isUnknown { return unknown(Key(key)) }
    switch node.content {
    case .mapping(let mapping):
      return .map(
        Dictionary(
          mapping.pairs.map { (MapKey.string($0.key), dynamic($0.value, key + Key.component($0.key))) }
        ) { _, last in last })
    case .sequence(let items):
      return .list(items.enumerated().map { dynamic($1, "\(key)[\($0)]") })
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: return .null
      case .boolean: return scalar.boolean.map(Value.bool) ?? .string(scalar.text)
      case .integer: return scalar.integer.map { .int(Int64($0)) } ?? .string(scalar.text)
      case .float: return scalar.number.map(Value.double) ?? .string(scalar.text)
      case .string: return .string(scalar.text)
      }
    }
  }
}

extension Node {
  /// Whether it or a part of it is only known at run time.
  fileprivate var holdsUnknown: Bool {
    isUnknown || (items ?? []).contains { $0.holdsUnknown }
      || (mapping?.pairs ?? []).contains { $0.value.holdsUnknown }
  }
}
