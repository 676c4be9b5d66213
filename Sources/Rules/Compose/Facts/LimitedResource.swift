import Compose
import Findings
import Policies

/// A thing that policies bound for each container: how a service states it, and how it is worded.
enum LimitedResource: CaseIterable {
  case memory, cpus, pids, reservedMemory, reservedCPUs, sharedMemory, logs, replicas
  /// A limit over its reservation.
  case memoryRatio, cpuRatio

  /// What a service states.
  enum Statement {
    /// A number with the place where it stands: the service's own where a default holds.
    case value(Double, place: SymbolicLocation, written: String?)
    /// Nothing, so that there is no limit, or no reservation.
    case nothing(place: SymbolicLocation)
    /// What only the run time knows, or what does not apply to the service.
    case open
  }

  var bounds: KeyPath<LimitPolicy, Bounds> {
    switch self {
    case .memory: \.memory
    case .cpus: \.cpus
    case .pids: \.pids
    case .reservedMemory: \.reservedMemory
    case .reservedCPUs: \.reservedCPUs
    case .sharedMemory: \.sharedMemory
    case .logs: \.logs
    case .replicas: \.replicas
    case .memoryRatio: \.memoryRatio
    case .cpuRatio: \.cpuRatio
    }
  }

  /// The thing in words.
  var title: String {
    switch self {
    case .memory: "memory limit"
    case .cpus: "CPU limit"
    case .pids: "process limit"
    case .reservedMemory: "memory reservation"
    case .reservedCPUs: "CPU reservation"
    case .sharedMemory: "/dev/shm"
    case .logs: "log limit"
    case .replicas: "number of replicas"
    case .memoryRatio: "memory limit with a reservation"
    case .cpuRatio: "CPU limit with a reservation"
    }
  }

  /// What a service has, after its name and "has".
  func phrase(_ amount: String) -> String {
    switch self {
    case .memory, .cpus, .pids, .reservedMemory, .reservedCPUs, .logs: "a \(title) of \(amount)"
    case .sharedMemory: "\(amount) of shared memory"
    case .memoryRatio: "a memory limit of \(amount) its reservation"
    case .cpuRatio: "a CPU limit of \(amount) its reservation"
    case .replicas: amount == "1" ? "1 replica" : "\(amount) replicas"
    }
  }

  /// Whether a service that states nothing takes as much as it likes; of what is reserved it then has none.
  var isUnlimitedByDefault: Bool {
    switch self {
    case .memory, .cpus, .pids, .logs, .memoryRatio, .cpuRatio: true
    case .reservedMemory, .reservedCPUs, .sharedMemory, .replicas: false
    }
  }

  /// A value as compose files write it.
  func written(_ value: Double) -> String {
    switch self {
    case .memory, .reservedMemory, .sharedMemory: ByteSize(bytes: Int(value)).written
    case .logs: PolicySize.text(Int64(value))
    case .cpus, .reservedCPUs, .pids, .replicas:
      Self.decimal(value)
    case .memoryRatio, .cpuRatio: "\(Self.decimal((value * 100).rounded() / 100)) times"
    }
  }

  private static func decimal(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  func statement(of service: Service) -> Statement {
    let resources = service.resources
    switch self {
    case .memory:
      return Self.limit(resources.memory.effective, twin: "mem_limit", of: service) { Double($0.bytes) }
    case .cpus:
      let others = ["cpuset", "cpu_count", "cpu_percent"]
      if others.contains(where: { service.section.field($0) != nil }) { return .open }
      return Self.limit(resources.cpus.effective, twin: "cpus", of: service) { $0 }
    case .pids:
      return Self.limit(resources.pids.effective, twin: "pids_limit", of: service) { Double($0) }
    case .reservedMemory:
      return Self.limit(resources.reservedMemory.effective, twin: "mem_reservation", of: service) {
        Double($0.bytes)
      }
    case .reservedCPUs: return Self.limit(resources.reservedCPUs, twin: "", of: service) { $0 }
    case .sharedMemory: return Self.sharedMemory(of: service)
    case .logs: return Self.logs(of: service)
    case .replicas:
      let field = service.section.integer("scale") ?? service.section.integer("deploy", "replicas")
      if field?.isUnknown == true { return .open }
      return .value(Double(service.replicas), place: field?.place ?? service.place, written: field?.node.text)
    case .memoryRatio: return Self.ratio(.memory, to: .reservedMemory, of: service)
    case .cpuRatio: return Self.ratio(.cpus, to: .reservedCPUs, of: service)
    }
  }

  /// A limit over a reservation, at the limit; what is missing of the two is missing of the ratio.
  private static func ratio(
    _ limit: LimitedResource, to reservation: LimitedResource, of service: Service
  ) -> Statement {
    switch (limit.statement(of: service), reservation.statement(of: service)) {
    case (.open, _), (_, .open): .open
    case (.nothing(let place), _), (_, .nothing(let place)): .nothing(place: place)
    case (.value(let most, let place, _), .value(let promised, _, _)):
      .value(most / promised, place: place, written: nil)
    }
  }

  private static func limit<Value>(
    _ field: Field<Value>?, twin: String, of service: Service, _ number: (Value) -> Double
  ) -> Statement {
    if field?.isUnknown == true || service.section.field(twin)?.isUnknown == true { return .open }
    guard let field, number(field.value) > 0 else { return .nothing(place: field?.place ?? service.place) }
    return .value(number(field.value), place: field.place, written: field.node.text)
  }

  /// Docker gives 64 MiB unless the file or a shared namespace says otherwise.
  private static func sharedMemory(of service: Service) -> Statement {
    guard let field = service.section.size("shm_size") else {
      guard !service.section.has("shm_size"), !service.section.has("ipc") else {
        return .open
      }
      return .value(64 * 1_048_576, place: service.place, written: nil)
    }
    if field.isUnknown { return .open }
    return .value(Double(field.value.bytes), place: field.place, written: field.node.text)
  }

  /// `max-size` times `max-file` of the engine's default driver, whose sizes have base 1000.
  private static func logs(of service: Service) -> Statement {
    let logging = service.section.section("logging")
    let driver = logging?.text("driver")
    if driver?.isUnknown == true || !["json-file", nil].contains(driver?.value) { return .open }
    guard let size = logging?.text("options", "max-size") else { return .nothing(place: service.place) }
    let files = logging?.text("options", "max-file")
    if size.isUnknown || files?.isUnknown == true { return .open }
    let text = size.value.lowercased()
    let unit = text.last.map { "kmgt".contains($0) } ?? false ? "b" : ""
    guard let bytes = PolicySize.bytes(text + unit) else { return .open }
    let count = files.flatMap { Int($0.value) } ?? 1
    return .value(Double(bytes) * Double(max(1, count)), place: size.place, written: nil)
  }

  /// What writes a value where the service keeps it; nil where a person must decide.
  func repair(to value: Double, of service: Service, in project: Project) -> Repair.Change? {
    let text = written(value)
    let resources = service.resources
    switch self {
    case .memory:
      return .limit(
        resources.memory.effective, own: "mem_limit", twin: "memory", value: text, of: service, in: project)
    case .cpus:
      return .limit(
        resources.cpus.effective, own: "cpus", twin: "cpus", value: text, of: service, in: project)
    case .pids:
      return .limit(
        resources.pids.effective, own: "pids_limit", twin: "pids", value: text, of: service, in: project)
    case .reservedMemory:
      guard let field = resources.reservedMemory.effective else {
        return .add(
          to: service.key, path: ["deploy", "resources", "reservations", "memory"], value: .text(text))
      }
      return .replace(field.key, value: .text(text))
    case .reservedCPUs:
      guard let field = resources.reservedCPUs else {
        return .add(
          to: service.key, path: ["deploy", "resources", "reservations", "cpus"], value: .text(text))
      }
      return .replace(field.key, value: .text(text))
    case .sharedMemory:
      guard let field = service.section.size("shm_size") else {
        return .add(to: service.key, path: ["shm_size"], value: .text(text))
      }
      return .replace(field.key, value: .text(text))
    case .logs, .replicas, .memoryRatio, .cpuRatio: return nil
    }
  }
}

extension LimitedResource {
  /// What a service loses that gets less of it.
  var risk: Repair.Risk {
    switch self {
    case .memory, .sharedMemory: .memory
    case .cpus: .cpus
    case .pids: .processes
    case .reservedMemory, .reservedCPUs, .replicas, .memoryRatio, .cpuRatio: .reservation
    case .logs: .logDriver
    }
  }

  /// A change that gives a service more: that is safe for a limit that stands alone, and not for what hosts promise.
  func raised(_ change: Repair.Change, of service: Service) -> Repair {
    switch self {
    case .memory:
      // The engine refuses a limit above the one of memory and swap together.
      service.section.has("memswap_limit") ? .unsafe(change, .memory) : .safe(change)
    case .cpus, .pids, .sharedMemory: .safe(change)
    case .reservedMemory, .reservedCPUs, .replicas, .logs, .memoryRatio, .cpuRatio: .unsafe(change, risk)
    }
  }
}

extension ByteSize {
  /// The exact value as compose files write it: `512m`, `2g`.
  var written: String {
    let power = bytes > 0 ? min(bytes.trailingZeroBitCount / 10, 3) : 0
    return "\(bytes >> (10 * power))\(["", "k", "m", "g"][power])"
  }
}

extension ComposePolicy {
  /// The limit that a repair writes where a service has none: the most that the policy allows, else the general one.
  func repaired(_ resource: LimitedResource, of service: Service, in project: Project) -> String {
    let bounds = bounds(resource.bounds, of: service, in: project).bounds
    switch resource {
    case .memory:
      guard !bounds.isEmpty else { return "\(ByteSize(bytes: Int(memoryLimit)))" }
      return resource.written(bounds.maximum ?? max(Double(memoryLimit), bounds.minimum ?? 0))
    case .cpus: return "\(bounds.maximum ?? max(cpuLimit, bounds.minimum ?? 0))"
    case .pids, .reservedMemory, .reservedCPUs, .sharedMemory, .logs, .replicas, .memoryRatio, .cpuRatio:
      return resource.written(bounds.maximum ?? max(Double(pidsLimit), bounds.minimum ?? 0))
    }
  }

  /// The memory limit that a repair writes where a service has none; nil where the policy allows no limit that holds what
  /// the service is promised already, so that a person must decide.
  ///
  /// - Parameter needed: bytes that the program is set to take.
  func repairedMemory(of service: Service, in project: Project, needed: Int = 0) -> String? {
    let written = repaired(.memory, of: service, in: project)
    guard let usual = ByteSize(written)?.bytes else { return nil }
    let asked = min(max(0, needed), 1 << 50)
    let promised = service.promisedMemory + asked + asked / 2
    let reserved = min(service.resources.reservedMemory.effective?.value.bytes ?? 0, 1 << 50)
    guard promised > 0 || reserved > usual else { return written }
    let step = 1 << 26
    let least = max(usual + promised, reserved)
    let bytes = (least + step - 1) / step * step
    if let most = bounds(\.memory, of: service, in: project).bounds.maximum, Double(bytes) > most {
      return nil
    }
    return ByteSize(bytes: bytes).written
  }

  /// Whether the policy asks for a limit by itself, so that its absence is reported as a breach of the policy.
  func requires(_ resource: LimitedResource, of service: Service, in project: Project) -> Bool {
    bounds(resource.bounds, of: service, in: project).isRequired
  }
}
