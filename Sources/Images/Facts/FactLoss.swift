import Findings

/// What cannot be known where a file that tells facts is damaged, and what follows from it (decision 4).
package enum FactLoss: Sendable, Hashable {
  /// An answer depends on it: the part is not whole. The text is a clause.
  case answer(ImagePart, String)
  /// No answer depends on it.
  case note(String)

  /// What is not known, as a clause.
  package var unknown: String {
    switch self {
    case .answer(_, let text), .note(let text): text
    }
  }
}

extension FactKind {
  /// What damage in a file of this kind costs.
  package var loss: FactLoss {
    switch self {
    case .passwd: .answer(.users, "its users were not checked")
    case .group: .answer(.groups, "its groups were not checked")
    case .shadow, .groupShadow: .answer(.passwords, "its passwords were not checked")
    case .sudoers: .answer(.sudo, "its rules were not checked")
    case .dpkgStatus, .apkInstalled, .rpmSQLite, .rpmWriteAheadLog, .rpmOtherFormat:
      .answer(.packages, "its packages were not checked")
    case .npmManifest, .npmLock, .npmHiddenLock, .yarnLock, .pnpmLock:
      .answer(.dependencies, "the development dependencies are not known")
    case .dpkgFileList, .dpkgChecksums, .pythonRecord, .pythonInstalledFiles:
      .note("its files count as unowned and are checked strictly")
    case .aptExtendedStates, .apkWorld: .note("the packages installed on request are not known")
    case .pythonMetadata, .npmPackage, .gemSpecification, .composerInstalled, .nugetDependencies,
      .javaArchive, .condaPackage:
      .note("its packages are not listed")
    case .osRelease: .note("the system's name may be wrong")
    case .program: .note("its components are not listed")
    case .autostart: .note("what it downloads and runs is not known")
    case .entryList: .note("it counts as a list that is not empty")
    }
  }

  /// The ecosystems whose packages a damaged file of this kind may hide.
  package var ecosystems: Set<Ecosystem> {
    switch self {
    case .dpkgStatus: [.dpkg]
    case .apkInstalled: [.apk]
    case .rpmSQLite, .rpmWriteAheadLog, .rpmOtherFormat: [.rpm]
    case .pythonMetadata: [.python]
    case .npmPackage: [.npm]
    case .gemSpecification: [.gem]
    case .composerInstalled: [.composer]
    case .nugetDependencies: [.nuget]
    case .javaArchive: [.maven]
    case .condaPackage: [.conda]
    case .program: [.go, .cargo]
    case .passwd, .group, .shadow, .groupShadow, .sudoers, .npmManifest, .npmLock, .npmHiddenLock, .yarnLock,
      .pnpmLock, .dpkgFileList, .dpkgChecksums, .pythonRecord, .pythonInstalledFiles, .aptExtendedStates,
      .apkWorld, .osRelease, .autostart, .entryList:
      []
    }
  }
}

/// A file of the final tree that tells less than it should.
package struct FactGap: Sendable, Hashable {
  /// As bytes, without a leading slash.
  package let path: [UInt8]
  package let kind: FactKind
  package let loss: FactLoss
  /// The damage in words, with the first lines where it is in lines.
  package let damage: String

  /// The damage and what it costs.
  package var why: String { "\(damage): \(loss.unknown)" }
}

extension Facts {
  /// Lines that are named of one file.
  private static let linesShown = 3

  /// The gaps of files that are visible at the same time, in the order of their paths.
  static func gaps(_ files: [FileFact], packages: [Sourced<Package>]) -> [FactGap] {
    files.compactMap { file in
      guard let damage = damage(file) else { return nil }
      return FactGap(path: file.path, kind: file.kind, loss: loss(file, packages), damage: damage)
    }
  }

  private static func loss(_ file: FileFact, _ packages: [Sourced<Package>]) -> FactLoss {
    let loss = file.kind.loss
    switch loss {
    case .answer(.dependencies, let unknown):
      // Where no package is installed beside it, a list of what is to be installed is the data of somebody's tests.
      let own = Array(file.path.parent)
      let folder = file.kind == .npmHiddenLock ? own.parent : own[...]
      let root = Array(folder) + (folder.isEmpty ? [] : [.slash]) + Array("node_modules/".utf8)
      return packages.contains { $0.path.starts(with: root) } ? loss : .note(unknown)
    case .answer: return loss
    case .note(let unknown):
      guard case .failure(.tooLarge) = file.content else { return loss }
      return .answer(.packages, unknown)
    }
  }

  private static func damage(_ file: FileFact) -> String? {
    if case .failure(let failure) = file.content { return failure.description }
    if let size = file.unreadSize, case .program(let program) = file.content, !program.hasSections {
      return "only the start of the program's \(size) bytes is read (--limit program-bytes)"
    }
    guard !file.problems.isEmpty else { return nil }
    let shown = file.problems.prefix(linesShown).map(\.description).joined(separator: "; ")
    let more = file.problems.count - linesShown
    return more > 0 ? "\(shown); and \(more) more" : shown
  }
}
