import ArchiveIO
import Compose
import Findings
import Images

extension CrossFacts {
  /// `no-new-privileges`, where nothing that the service starts gains any.
  var hardenedPrivileges: Derivation {
    if hasNoNewPrivileges { return .kept }
    if service.securityOptions.contains(where: { $0.name == "no-new-privileges" }) {
      return .unknown("the compose file allows new privileges itself")
    }
    if let reason = unknownStart { return .unknown(reason) }
    for word in start.programs where program(word.text) == nil {
      return .unknown("'\(word.text)' is not a file of its image")
    }
    let started = Set(start.programs.compactMap { program($0.text)?.path.bytes })
    let gaining = filesThatGivePrivileges
    if let file = gaining.first(where: { started.contains($0.path.bytes) }), !startsAsRoot {
      return .unknown("it starts \(file.path.shown), whose file gives privileges")
    }
    let table = programNames.sorted().lazy.compactMap { ImageHabits.ofProgram($0)?.gains }.first
    if let gains = table { return .unknown("its program is known to use \(gains), which gains privileges") }
    let others = gaining.filter { !isOfLoginSessions($0) && !started.contains($0.path.bytes) }
    if let other = others.first {
      return .unknown(
        "it may start \(Phrase.list(others.map { $0.path.shown }, most: 3)), whose \(other.entry.mode & 0o6000 == 0 ? "file capability" : "set-ID bit") gives privileges"
      )
    }
    let reason =
      gaining.isEmpty
      ? "No file of the image has a set-ID bit or a capability."
      : "The image's set-ID programs are those of login sessions (\(Phrase.list(gaining.map(\.path.name), most: 3))), and the service starts none of them."
    return .tighten([HardenedPart(.items("security_opt", ["no-new-privileges:true"]), because: reason)])
  }

  /// The visible files with a set-ID bit or capabilities, by path.
  var filesThatGivePrivileges: [FileOccurrence] {
    let capable = Set(image.capableFiles.map(\.occurrence.id))
    return image.occurrences { $0.kind == .file && $0.mode & 0o6000 != 0 }.filter { $0.state == .visible }
      .appending(capable.map(image.occurrence))
      .sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
  }

  /// Whether a file is a tool of a system's package for people at a terminal, such as `chsh`: services start none, and
  /// root needs no bit to use them.
  private func isOfLoginSessions(_ file: FileOccurrence) -> Bool {
    Self.loginTools.contains(file.path.name) && image.facts.owners.owner(of: file.path.bytes[...]) != nil
  }

  private static let loginTools: Set<String> = [
    "bbsuid", "chage", "chfn", "chsh", "expiry", "gpasswd", "mount", "newgidmap", "newgrp", "newuidmap",
    "passwd",
    "ssh-agent", "su", "umount", "unix_chkpwd", "wall", "write", "write.ul",
  ]
}

extension [FileOccurrence] {
  /// With others that are not among them.
  fileprivate func appending(_ others: [FileOccurrence]) -> [FileOccurrence] {
    let own = Set(map(\.id))
    return self + others.filter { !own.contains($0.id) }
  }
}
