import Compose

/// The host ports that services take, by who took each first. Ranges stay ranges: what a line costs does not depend on
/// how many ports it has.
struct TakenPorts {
  /// Who takes a port, with the number of its project.
  struct Holder {
    let project: Int
    let port: HostPort
  }

  /// Services of one project with equal profiles, which run together or not at all.
  private struct Group: Hashable {
    let project: String
    let profiles: [String]
  }

  /// The ports of one protocol and address; nil for all addresses together.
  private struct Room: Hashable {
    let transport: String
    let reach: Reach?
  }

  /// Ranges that do not overlap, in order.
  private struct Ranges {
    private var taken: [(ports: ClosedRange<Int>, holder: Int)] = []

    /// Where the ranges start that end at this port or behind.
    private func place(_ port: Int) -> Int {
      var (low, high) = (0, taken.count)
      while low < high {
        let middle = (low + high) / 2
        if taken[middle].ports.upperBound < port { low = middle + 1 } else { high = middle }
      }
      return low
    }

    /// Adds those who hold ports of a range, in the order of the ports.
    func addHolders(of ports: ClosedRange<Int>, to holders: inout [Int]) {
      var next = place(ports.lowerBound)
      while next < taken.count, taken[next].ports.lowerBound <= ports.upperBound {
        holders.append(taken[next].holder)
        next += 1
      }
    }

    /// Gives a holder the ports of a range that nobody has.
    mutating func take(_ ports: ClosedRange<Int>, for holder: Int) {
      var free: [(ports: ClosedRange<Int>, holder: Int)] = []
      let start = place(ports.lowerBound)
      var (end, next) = (start, ports.lowerBound)
      while end < taken.count, taken[end].ports.lowerBound <= ports.upperBound {
        let held = taken[end].ports
        if next < held.lowerBound { free.append((next...(held.lowerBound - 1), holder)) }
        free.append(taken[end])
        next = held.upperBound + 1
        end += 1
      }
      if next <= ports.upperBound { free.append((next...ports.upperBound, holder)) }
      guard free.count > end - start else { return }
      taken.replaceSubrange(start..<end, with: free)
    }
  }

  /// Groups that are looked at beside a port's own: more would let a file cost the square of its size.
  private static let mostGroups = 64

  /// What the groups have of a room, by their numbers: those that are looked at for every port, and the others.
  private struct Taken {
    var near: [Ranges] = []
    var far: [Int: Ranges] = [:]

    mutating func take(_ ports: ClosedRange<Int>, of group: Int, for holder: Int) {
      guard group < TakenPorts.mostGroups else {
        return far[group, default: Ranges()].take(ports, for: holder)
      }
      while near.count <= group { near.append(Ranges()) }
      near[group].take(ports, for: holder)
    }
  }

  private var holders: [Holder] = []
  private var rooms: [Room: Taken] = [:]
  private var groups: [Group: Int] = [:]

  /// Those that took ports of this one before and can run at the same time, each once, in the order in which they took
  /// them; for a single port only the first.
  func clashes(
    _ port: HostPort, of project: String = "", where isOther: (Holder) -> Bool = { _ in true }
  ) -> [Holder] {
    let own = [port.service.profiles.sorted(), []].compactMap { profiles in
      groups[Group(project: project, profiles: profiles)]
    }
    let reaches: [Reach?] = port.reach == .everywhere ? [nil] : [port.reach, .everywhere]
    var found: [Int] = []
    for reach in reaches {
      guard let taken = rooms[Room(transport: port.port.transport, reach: reach)] else { continue }
      for ranges in taken.near { ranges.addHolders(of: port.published.ports, to: &found) }
      for group in own { taken.far[group]?.addHolders(of: port.published.ports, to: &found) }
    }
    var clashes: [Holder] = []
    var last: Int?
    for position in found.sorted() where position != last {
      last = position
      let holder = holders[position]
      guard holder.port.service.canRun(with: port.service), isOther(holder) else { continue }
      clashes.append(holder)
      if port.published.count == 1 { break }
    }
    return clashes
  }

  mutating func take(_ port: HostPort, number: Int = 0, of project: String = "") {
    let key = Group(project: project, profiles: port.service.profiles.sorted())
    let group = groups[key, default: groups.count]
    groups[key] = group
    for reach in [port.reach, nil] {
      rooms[Room(transport: port.port.transport, reach: reach), default: Taken()]
        .take(port.published.ports, of: group, for: holders.count)
    }
    holders.append(Holder(project: number, port: port))
  }
}
