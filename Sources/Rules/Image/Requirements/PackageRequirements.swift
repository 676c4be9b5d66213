import ArchiveIO
import Findings
import Images
import Policies

extension PackagePattern {
  /// Whether a package is one of those that are meant, whatever its version.
  func names(_ package: Package) -> Bool {
    guard ecosystem == nil || ecosystem == package.ecosystem.rawValue else { return false }
    if name.matches(package.name) { return true }
    // An artifact is known by its own name too.
    if package.ecosystem == .maven, let colon = package.name.firstIndex(of: ":") {
      return name.matches(String(package.name[package.name.index(after: colon)...]))
    }
    // Names of Python's packages are the same whatever their case, and `-`, `_` and `.` too (PEP 503).
    return package.ecosystem == .python && Glob(Self.plain(name.text)).matches(Self.plain(package.name))
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().replacing("_", with: "-").replacing(".", with: "-")
  }

  /// Whether a package is meant, its version too.
  func matches(_ package: Package) -> Bool {
    guard names(package) else { return false }
    guard let bound else { return true }
    return
      switch (
        bound.relation, VersionOrder(ecosystem: package.ecosystem).compare(package.version, bound.version)
      )
    {
    case (.atLeast, .same), (.atLeast, .after), (.atMost, .same), (.atMost, .before), (.after, .after),
      (.before, .before), (.equal, .same):
      true
    case (.atLeast, .before), (.atMost, .after), (.after, .same), (.after, .before), (.before, .same),
      (.before, .after), (.equal, .before), (.equal, .after):
      false
    }
  }
}

/// Holds an image's packages and programs against what is asked of them.
struct PackageRequirements {
  let image: ImageFacts
  let requirements: [Requirement]

  init(_ image: ImageFacts, _ policy: Policy) {
    self.image = image
    requirements = policy.requirements(on: image)
  }

  /// What is asked of packages where a file that may name them could not be understood. Those of the system are
  /// told with the image.
  var unknown: [Incomplete] {
    let gaps = image.facts.gaps.filter {
      if case .note = $0.loss { !$0.kind.ecosystems.isEmpty } else { false }
    }
    guard !gaps.isEmpty else { return [] }
    let patterns = requirements.compactMap { requirement -> PackagePattern? in
      switch requirement.kind {
      case .hasPackage(let pattern), .hasNoPackage(let pattern): pattern
      case .has, .hasOnly, .hasNo, .hasBase, .sets, .isYounger, .hasProgram, .hasNoProgram, .tellsLicences,
        .hasOnlyLicences,
        .hasNoLicence, .file:
        nil
      }
    }
    return gaps.filter { gap in
      patterns.contains { pattern in
        pattern.ecosystem.map { gap.kind.ecosystems.map(\.rawValue).contains($0) } ?? true
      }
    }.map { Incomplete(what: ArchivePath(bytes: $0.path).shown, why: $0.why) }
  }

  var missingPackages: [Match] {
    requirements.compactMap { requirement in
      guard case .hasPackage(let pattern) = requirement.kind,
        !image.installed.contains(where: { pattern.matches($0.package) })
      else { return nil }
      let others = image.installed.map(\.package).filter(pattern.names)
      let found =
        others.isEmpty
        ? "is not installed" : "the image has \(Phrase.list(others.map { "\($0.name) \($0.version)" }))"
      return requirement.match(
        .image, "The package '\(pattern)' is required, but \(found).", subject: pattern.text)
    }
  }

  var forbiddenPackages: [Match] {
    requirements.flatMap { requirement -> [Match] in
      guard case .hasNoPackage(let pattern) = requirement.kind else { return [] }
      return image.installed.filter { pattern.matches($0.package) && !$0.isRepackaged }.map { installed in
        let package = installed.package
        var match = requirement.match(
          .file(layer: installed.layer, path: installed.path),
          "The \(package.ecosystem.rawValue) package \(package.name) \(package.version) is installed, but '\(pattern)' "
            + "is forbidden.",
          subject: "\(package.ecosystem.rawValue) \(package.name)", state: .visible)
        match.facts = [Fact(.package, match.place, name: package.name)]
        return match
      }
    }
  }

  var missingPrograms: [Match] {
    requirements.compactMap { requirement in
      guard case .hasProgram(let name) = requirement.kind else { return nil }
      let found = image.program(name)
      if case .file(let file, _) = found, file.entry.mode & 0o111 != 0 { return nil }
      let place = name.contains("/") ? "missing" : "not in any directory of PATH"
      let message =
        switch found {
        case .file(_, let path): "The required program '\(name)' at \(path.shown) is not executable."
        case .directory: "The required program '\(name)' is a directory."
        case .missing: "The required program '\(name)' is \(place)."
        }
      return requirement.match(.image, message, subject: name)
    }
  }

  var forbiddenPrograms: [Match] {
    requirements.compactMap { requirement in
      guard case .hasNoProgram(let name) = requirement.kind,
        case .file(let file, let path) = image.program(name),
        file.entry.mode & 0o111 != 0
      else { return nil }
      var match = requirement.match(
        .file(layer: file.layer, path: file.path),
        "The program '\(name)' is forbidden, but the image has it at \(path.shown).",
        subject: name, state: .visible, bytes: file.storedSize)
      // The package that brought it is what rules about tools tell.
      let owner = image.facts.owners.owner(of: file.path.bytes[...])?.package
      match.facts = image.installed.filter { $0.package.name == owner }.map {
        Fact(.package, .file(layer: $0.layer, path: $0.path), name: $0.package.name)
      }
      return match
    }
  }
}
