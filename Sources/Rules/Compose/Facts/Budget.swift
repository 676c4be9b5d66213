import Compose
import Findings
import Policies

/// What the services of all projects promise of the host that they share.
struct Budget {
  /// What one service takes, all its containers together.
  struct BudgetConsumer {
    /// The position of the project.
    let project: Int
    let service: Service
    let replicas: Int
    /// By resource, with the place that states it; no entry where there is no limit that is known.
    var limits: [LimitedResource: (amount: Double, key: Key)] = [:]
    var reserved: [LimitedResource: Double] = [:]
  }

  /// A thing that the host has.
  struct Resource {
    let limit: LimitedResource
    let reservation: LimitedResource?
    /// As reports call it.
    let name: String
    let available: Double
    let overcommit: Double
  }

  let resources: [Resource]
  let consumers: [BudgetConsumer]

  /// nil where the policy does not say what the host has.
  init?(_ projects: [Project], _ policy: Policy) {
    guard let host = policy.host else { return nil }
    resources = [
      host.cpus.map {
        Resource(
          limit: .cpus, reservation: .reservedCPUs, name: "cpus", available: $0,
          overcommit: host.overcommit.cpu)
      },
      host.memory.map {
        Resource(
          limit: .memory, reservation: .reservedMemory, name: "memory", available: Double($0),
          overcommit: host.overcommit.memory)
      },
      host.pids.map {
        Resource(
          limit: .pids, reservation: nil, name: "pids", available: Double($0),
          overcommit: host.overcommit.pids)
      },
    ].compactMap(\.self)
    consumers = projects.enumerated().flatMap { position, project in
      project.services.filter {
        // What runs together: where the project or the caller chose profiles, these; else all.
        $0.hasContainers && $0.replicasOnHost > 0 && $0.isSwitchedOn != false
      }.map {
        Self.taker($0, of: position)
      }
    }
  }

  private static func taker(_ service: Service, of project: Int) -> BudgetConsumer {
    let count = Double(service.replicasOnHost)
    var taker = BudgetConsumer(project: project, service: service, replicas: service.replicasOnHost)
    for resource in [LimitedResource.cpus, .memory, .pids] {
      guard case .value(let value, .compose(let key), _) = resource.statement(of: service) else { continue }
      taker.limits[resource] = (value * count, key)
    }
    for resource in [LimitedResource.reservedCPUs, .reservedMemory] {
      guard case .value(let value, _, _) = resource.statement(of: service) else { continue }
      taker.reserved[resource] = value * count
    }
    return taker
  }

  func promised(_ resource: Resource) -> Double {
    consumers.compactMap { $0.limits[resource.limit]?.amount }.reduce(0, +).rounded(to: 1_000_000)
  }

  /// Services without a limit that is known. What runs once and ends takes nothing for long.
  func unlimited(_ resource: Resource) -> [BudgetConsumer] {
    consumers.filter { $0.limits[resource.limit] == nil && !$0.service.isJob }
  }
}

extension Service {
  /// How many of its containers run on one host: of a global service one.
  fileprivate var replicasOnHost: Int {
    section.text("deploy", "mode")?.value.hasPrefix("global") == true ? 1 : replicas
  }
}

extension Double {
  /// Sums of tenths come out as tenths.
  fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}

extension HostBudget {
  /// What the projects of a run promise of the policy's host; nil where it describes none.
  package init?(_ projects: [Project], _ policy: Policy) {
    guard let budget = Budget(projects, policy) else { return nil }
    func name(_ taker: Budget.BudgetConsumer) -> String {
      let service = taker.service.name
      return projects.count > 1 ? "\(projects[taker.project].name)/\(service)" : service
    }
    let shares = budget.consumers.map { taker in
      Share(
        project: projects[taker.project].name, service: taker.service.name, replicas: taker.replicas,
        cpus: taker.limits[.cpus]?.amount, memory: taker.limits[.memory]?.amount,
        pids: taker.limits[.pids]?.amount)
    }
    self.init(
      resources: budget.resources.map { resource in
        let reserved = resource.reservation.map { kind in
          budget.consumers.compactMap { $0.reserved[kind] }.reduce(0, +)
        }
        return Resource(
          name: resource.name, available: resource.available, overcommit: resource.overcommit,
          promised: budget.promised(resource), reserved: reserved ?? 0,
          unlimited: budget.unlimited(resource).map(name))
      },
      shares: shares.sorted {
        ($1.memory ?? -1, $0.project, $0.service) < ($0.memory ?? -1, $1.project, $1.service)
      })
  }
}
