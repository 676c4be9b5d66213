import Compose
import Findings
import Images
import Policies
import Rules

/// The least privilege that the images of a project's services support: each setting derived, written over the project,
/// read again, and kept only if Compose takes it and no rule finds more than before.
package struct ComposeHardening: Sendable {
  /// A setting that is tightened.
  package struct Step: Sendable {
    /// nil for a network.
    package let service: String?
    package let network: String?
    package let setting: String
    package let parts: [HardenedPart]
  }

  /// What stays as it is, because it could not be known what the service needs.
  package struct Open: Sendable, Hashable {
    /// The service or network.
    package let subject: String
    package let setting: String
    /// A sentence's rest without a full stop.
    package let reason: String
  }

  /// In the order in which they were derived.
  package private(set) var steps: [Step] = []
  /// In the same order.
  package private(set) var open: [Open] = []
  /// The services that were looked at.
  package private(set) var services: [String] = []
  /// Services whose image was not given.
  package private(set) var withoutImage: [String] = []
  /// The project as it was read.
  package let original: Project

  /// The services that get a setting, by name.
  package var tightenedServices: Set<String> {
    Set(
      steps.flatMap { step in
        step.parts.compactMap { part in
          switch part.value {
          case .joins(let service, _), .leaves(let service, _, _): service
          case .text, .items, .loopback, .internalNetwork, .newNetwork: step.service
          }
        }
      })
  }

  /// The networks that lose their way to the outside, or are new without one, by name.
  package var tightenedNetworks: Set<String> {
    Set(
      steps.flatMap(\.parts).compactMap { part in
        switch part.value {
        case .internalNetwork(let name), .newNetwork(let name): name
        case .text, .items, .loopback, .joins, .leaves: nil
        }
      })
  }

  private let judge: RepairJudge
  private let policy: Policy
  private let options: Options
  private let reader: FileReader
  private let known: KnownFindings
  /// The project with the steps so far.
  private var project: Project

  /// - Parameters:
  ///   - rules: all rules that are on: no step brings a finding of any of them.
  ///   - images: what services run.
  ///   - today: the day by which exceptions in comments hold; nil where none shall expire.
  package init(
    _ options: Options, reader: FileReader = .disk, rules: [Rule] = Rule.all, policy: Policy = .standard,
    images: ImageMatching, today: String? = nil
  ) throws(LoadError) {
    judge = RepairJudge(rules: rules, policy: policy, today: today, matching: images)
    self.policy = policy
    self.reader = reader
    original = judge.prepared(try Project.load(options, reader: reader))
    var named = options
    named.files = original.files
    self.options = named
    project = original
    known = KnownFindings(judge.matches(original), in: original)
    for service in original.services where service.hasContainers { harden(service.name, images) }
    hardenNetworks()
  }

  private mutating func harden(_ name: String, _ images: ImageMatching) {
    for setting in HardenedSetting.allCases {
      // What was tightened before decides what comes next.
      guard let service = project.service(name), let facts = images.facts(of: service, in: project),
        facts.basis.isSameImage, facts.canBeHardened
      else {
        withoutImage.append(name)
        return
      }
      if services.last != name { services.append(name) }
      take(facts.derive(setting, policy), setting.rawValue, service: name, network: nil)
    }
  }

  /// Networks that can be internal become so; of others that stores share with strangers, the stores go into new ones.
  private mutating func hardenNetworks() {
    let files = original.services.map { service in
      (service.name, original.filesMounted(by: service, reader, isOwn: original.isOwn))
    }
    let connections = StatedConnections(original, files: Dictionary(files) { first, _ in first })
    for network in original.networks {
      take(
        original.hardenedNetwork(network, connections), "internal", service: nil, network: network.name)
    }
    for network in project.networks { split(network, connections) }
  }

  /// Moves stores out of a network that they share with strangers.
  private mutating func split(_ network: Network, _ connections: StatedConnections) {
    let splits = NetworkSplits(network, in: project, connections)
    for (store, reason) in splits.kept {
      open.append(Open(subject: store, setting: "networks", reason: reason))
    }
    for split in splits.splits { take(split) }
    // What kept the network from being internal is of no matter where each store has an answer of its own.
    guard !splits.splits.isEmpty || !splits.kept.isEmpty else { return }
    open.removeAll { $0.subject == "network \(network.name)" && $0.setting == "internal" }
  }

  private mutating func take(_ split: NetworkSplits.Split) {
    let step = Step(service: nil, network: split.network, setting: "networks", parts: split.parts)
    do throws(Objection) {
      project = try self.project(with: steps + [step], expecting: step)
      steps.append(step)
      guard let doubt = split.doubt else { return }
      for store in split.stores { open.append(Open(subject: store, setting: "networks", reason: doubt)) }
    } catch {
      for store in split.stores {
        open.append(Open(subject: store, setting: "networks", reason: error.reason))
      }
    }
  }

  private mutating func take(
    _ derivation: Derivation, _ setting: String, service: String?, network: String?
  ) {
    let subject = service ?? "network \(network ?? "")"
    switch derivation {
    case .kept: return
    case .unknown(let reason): open.append(Open(subject: subject, setting: setting, reason: reason))
    case .tighten(let parts):
      let step = Step(service: service, network: network, setting: setting, parts: parts)
      do throws(Objection) {
        project = try self.project(with: steps + [step], expecting: step)
        steps.append(step)
      } catch {
        open.append(Open(subject: subject, setting: setting, reason: error.reason))
      }
    }
  }

  private struct Objection: Error { let reason: String }

  /// The project with steps written over it.
  private func project(with steps: [Step], expecting step: Step) throws(Objection) -> Project {
    let file = HardenedOverride.path(beside: original)
    var options = options
    options.files.append(file)
    let text = HardenedOverride(steps, of: original).text
    let new: Project
    do throws(LoadError) {
      new = judge.prepared(
        try Project.load(options, reader: reader.with([file: Array(text.utf8)], marks: [:])))
    } catch {
      throw Objection(reason: "the override file could not be read: \(error)")
    }
    var expected = ExpectedChanges()
    for part in step.parts {
      guard let change = part.change(of: step.service.flatMap(project.service), in: project) else {
        throw Objection(reason: "it has no place in the model")
      }
      expected.add(change, in: project)
    }
    if let surprise = expected.surprise(from: ModelLeaves(project.root), to: ModelLeaves(new.root)) {
      throw Objection(reason: "with it, \(surprise)")
    }
    if let refusal = known.refusal(of: new) { throw Objection(reason: refusal) }
    if let objection = known.objection(to: judge.matches(new)) { throw Objection(reason: objection) }
    return new
  }

  /// The steps as a file that is read after the project's own.
  package var override: String { HardenedOverride(steps, of: original).text }

  /// The steps as edits of the project's own files.
  package var patch: HardeningPatch {
    HardeningPatch(steps, of: original, options, reader, judge, known)
  }
}
