import ArchiveIO
import Compose
import Findings
import Images

extension CrossFacts {
  /// An unprivileged user, where an account of the image owns all that the program writes.
  var hardenedUser: Derivation {
    if let reason = unknownStart { return .unknown(reason) }
    guard startsAsRoot else {
      return plainIdentity == nil ? .unknown("its image does not have the user that it names") : .kept
    }
    if isUserOfService { return .unknown("the compose file sets the user to root itself") }
    if let tool = stepDownProgram {
      return .unknown(
        "its entry point starts as root, hands directories over, and then switches the user with \(tool.path.name)"
      )
    }
    guard compiledProgram != nil else { return .unknown(unknownProgram) }
    let roots = programNames.filter {
      ImageHabits.ofProgram($0)?.capabilities.contains("NET_BIND_SERVICE") == true
    }
    if let name = roots.sorted().first {
      return .unknown("\(name) starts as root and switches the user of its workers itself")
    }
    if let bind = mounts.all.first(where: { $0.kind == .bind && !$0.isReadOnly }) {
      return .unknown("who owns the host's directory at \(bind.path.shown) is known only on the host")
    }
    return ownerOfData
  }

  /// Why it is not known what the program does: for tables, as the rest of a sentence.
  var unknownProgram: String {
    guard let name = start.mainName else { return "nothing names its program" }
    return "'\(name)' is not a compiled program of its image, so what it does as root cannot be known"
  }

  private var ownerOfData: Derivation {
    let places = placesOfData
    let owners = Set(places.map(\.entry.uid).filter { $0 != 0 })
    guard let uid = owners.first, owners.count == 1,
      let account = image.facts.passwd?.user(uid: uid), account.gid != 0
    else {
      return .unknown(
        owners.isEmpty
          ? "no account of its image owns a directory that the program writes"
          : "several accounts own the directories that the program writes")
    }
    let identity = ProcessIdentity(uid: uid, gid: account.gid)
    if let closed = places.first(where: { !identity.canWrite($0.entry) }) {
      return .unknown("\(account.name) (\(uid)) cannot write to \(closed.path.shown)")
    }
    for word in start.words {
      guard let file = program(word.text), !identity.canExecute(file.entry) else { continue }
      return .unknown("\(account.name) (\(uid)) cannot start \(file.path.shown)")
    }
    let owned = Phrase.list(places.map { $0.path.shown })
    return .tighten([
      HardenedPart(
        .text(["user"], "\(uid):\(account.gid)"),
        because:
          "\(account.name) of the image owns what the program writes (\(owned)). Hand over what root wrote into volumes before."
      )
    ])
  }

  /// The directories of the image that volumes are mounted at, that it declares as volumes, or that the program is known
  /// to write to, and the working directory.
  private var placesOfData: [FileOccurrence] {
    var paths = mounts.all.filter { $0.kind == .volume && !$0.isReadOnly }.map { $0.path.shown }
    paths += image.config.execution.volumes
    paths += programNames.sorted().flatMap { ImageHabits.writes($0) }
    let directory = running.config.execution.workingDirectory
    if !["", "/"].contains(directory) { paths.append(directory) }
    var seen: Set<[UInt8]> = []
    return paths.compactMap { image.file(at: $0, followLast: true) }.filter {
      $0.entry.kind == .directory && $0.path.shown != "/tmp" && seen.insert($0.path.bytes).inserted
    }
  }
}
