import Compose
import Findings

/// The capabilities that the processes of a service can have at most (capabilities(7)), as Docker makes the set:
/// its defaults, without `cap_drop`, with `cap_add`.
struct BoundingSet {
  /// In capitals and without `CAP_`; nil where there are no bounds.
  private let names: Set<String>?
  private let drops: [(capability: Capability, field: Field<String>)]

  init(_ service: Service) {
    let fields = (add: service.section.texts("cap_add"), drop: service.section.texts("cap_drop"))
    drops = fields.drop.map { (Capability($0.value), $0) }
    let isPrivileged = service.section.boolean("privileged")?.value == true
    let isUnknown = (fields.add + fields.drop).contains(where: \.isUnknown)
    let added = Set(fields.add.map { Capability($0.value).name })
    guard !isPrivileged, !isUnknown, !added.contains("ALL") else {
      names = nil
      return
    }
    let dropped = Set(drops.map(\.capability.name))
    let kept = dropped.contains("ALL") ? [] : Capability.defaults.subtracting(dropped)
    names = kept.union(added)
  }

  /// Those of some capabilities that are not in the set.
  func missing(_ wanted: [String]) -> [String] {
    names.map { own in wanted.filter { !own.contains($0) } } ?? []
  }

  /// The entry of `cap_drop` that takes a capability away; nil where none does.
  func drop(of name: String) -> Field<String>? {
    (drops.first { $0.capability.name == name } ?? drops.first { $0.capability.name == "ALL" })?.field
  }
}
