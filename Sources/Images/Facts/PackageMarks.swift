/// What lock files say of the directories in which npm packages lie.
struct NpmPlaces {
  /// By the path of the package's directory; the hidden lock file, which tells what really was installed, goes
  /// before the project's.
  private var byPlace: [[UInt8]: Bool] = [:]
  /// By the project's directory, name and version, for lock files that do not say the place.
  private var byName: [[UInt8]: Bool] = [:]

  init(_ files: [FileFact]) {
    for isHidden in [true, false] {
      for file in files where (file.kind == .npmHiddenLock) == isHidden {
        guard case .lock(let lock) = file.content else { continue }
        let folder = Array(file.path.parent)
        add(lock, project: Array(isHidden ? folder.parent : folder[...]))
      }
    }
  }

  /// - Parameter path: of the package's `package.json`.
  func isDevelopmentOnly(_ package: Package, at path: [UInt8]) -> Bool? {
    if let known = byPlace[Array(path.parent)] { return known }
    let marker = Array("node_modules".utf8)
    let parts = path.split(separator: .slash)
    guard let root = parts.firstIndex(of: marker[...]) else { return nil }
    return byName[Self.key(Array(parts[..<root].joined(separator: [.slash])), package)]
  }

  private mutating func add(_ lock: LockFile, project: [UInt8]) {
    for entry in lock.entries {
      guard let isDevelopmentOnly = entry.package.isDevelopmentOnly else { continue }
      if let place = entry.place {
        let folder = project.isEmpty ? Array(place.utf8) : project + [.slash] + place.utf8
        if byPlace[folder] == nil { byPlace[folder] = isDevelopmentOnly }
      } else {
        // Listed twice, once for production: it is needed.
        let key = Self.key(project, entry.package)
        byName[key] = (byName[key] ?? true) && isDevelopmentOnly
      }
    }
  }

  private static func key(_ project: [UInt8], _ package: Package) -> [UInt8] {
    project + [0] + package.name.utf8 + [0] + package.version.utf8
  }
}

/// What pip's records say of the packages beside them.
struct PythonRequests {
  /// The directories `*.dist-info` that have a file `REQUESTED`.
  private var requested: Set<[UInt8]> = []

  init(_ files: [FileFact]) {
    for file in files where file.kind == .pythonRecord {
      guard case .packages(let listing) = file.content else { continue }
      let folder = Array(file.path.parent)
      let mark = folder + Array("/REQUESTED".utf8)
      if listing.files.contains(where: { $0.paths.contains(mark[...]) }) { requested.insert(folder) }
    }
  }

  /// False if somebody asked for the package by name; nothing is known of the others, because not every
  /// installer writes the mark.
  func isAutomatic(metadata path: [UInt8]) -> Bool? {
    requested.contains(Array(path.parent)) ? false : nil
  }

  /// The name that a package's metadata give, by the directory that holds them: the directory's own name has
  /// other letters (`flask_login-1.0.dist-info` for `Flask-Login`).
  static func names(_ files: [FileFact]) -> [ArraySlice<UInt8>: String] {
    var names: [ArraySlice<UInt8>: String] = [:]
    for file in files where file.kind == .pythonMetadata {
      guard case .packages(let listing) = file.content, let package = listing.packages.first else { continue }
      names[file.path.parent] = package.name
    }
    return names
  }
}
