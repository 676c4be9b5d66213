import Findings
import Images
import Policies

/// Holds the licences of an image's packages against what is asked of them.
struct LicenceRequirements {
  let image: ImageFacts
  private let requirements: [Requirement]

  init(_ image: ImageFacts, _ policy: Policy) {
    self.image = image
    let requirements = policy.requirements(on: image).filter(\.asksLicences)
    self.requirements = requirements
    let files = requirements.isEmpty ? [] : image.occurrences(named: "copyright")
    copyrightFiles = Dictionary(files.map { ($0.path, $0.id) }) { $1 }
  }

  /// The last file of each path; a layer that deletes them changes nothing of what packages are licensed under.
  private let copyrightFiles: [ArchivePath: EntryID]

  /// A package, or a file that states licences, and what it says; nothing where it does not say.
  struct Stated {
    let name: String
    let place: SymbolicLocation
    let licences: [String]
  }

  /// Licences that may not be there: all packages of one layer with one licence are one match.
  var forbidden: [Match] {
    guard !requirements.isEmpty else { return [] }
    let stated = self.stated
    return requirements.flatMap { requirement -> [Match] in
      switch requirement.kind {
      case .hasOnlyLicences(let allowed):
        let list =
          "only \(Phrase.list(allowed.map { "'\($0.text)'" })) \(allowed.count == 1 ? "is" : "are") allowed"
        return matches(requirement, stated, list) { name in allowed.contains { $0.fits(licence: name) } }
      case .hasNoLicence(let pattern):
        return matches(requirement, stated, "'\(pattern.text)' is forbidden") { !pattern.fits(licence: $0) }
      case .has, .hasOnly, .hasNo, .hasBase, .sets, .isYounger, .hasPackage, .hasNoPackage, .hasProgram,
        .hasNoProgram,
        .tellsLicences, .file:
        return []
      }
    }
  }

  /// Packages that do not say their licence, where licences matter: one match for each ecosystem.
  var silent: [Match] {
    guard let first = requirements.first else { return [] }
    let silent = packages.filter { $0.stated.licences.isEmpty }
    let groups = Dictionary(grouping: silent, by: \.ecosystem.rawValue)
    return groups.sorted { $0.key < $1.key }.map { ecosystem, packages in
      let names = Array(Set(packages.map(\.stated.name))).sorted()
      return first.match(
        .image,
        "\(Phrase.count(names.count, "\(ecosystem) package")) \(names.count == 1 ? "does" : "do") not state a licence: "
          + "\(Phrase.list(names)).",
        subject: ecosystem, severity: .low)
    }
  }

  /// What a structure test asks and no policy decides.
  var unknown: [Incomplete] {
    let isDecided = requirements.contains { requirement in
      switch requirement.kind {
      case .hasOnlyLicences, .hasNoLicence: true
      case .has, .hasOnly, .hasNo, .hasBase, .sets, .isYounger, .hasPackage, .hasNoPackage, .hasProgram,
        .hasNoProgram,
        .tellsLicences, .file:
        false
      }
    }
    guard !isDecided, !requirements.isEmpty else { return [] }
    return [
      Incomplete(
        what: "licences",
        why: "a structure test requires allowed licences, but no policy lists them; set allowed-licences")
    ]
  }

  private func matches(
    _ requirement: Requirement, _ stated: [Stated], _ rule: String, isInOrder: (String) -> Bool
  ) -> [Match] {
    var groups: [Group: [Stated]] = [:]
    for item in stated {
      for licence in item.licences where !LicenceExpression(licence).isSatisfied(isInOrder) {
        groups[Group(place: item.place, licence: licence), default: []].append(item)
      }
    }
    return groups.sorted { $0.key.licence < $1.key.licence }.map { group, items in
      let names = Array(Set(items.map(\.name))).sorted()
      return requirement.match(
        group.place,
        "\(Phrase.list(names)) \(names.count == 1 ? "has" : "have") the licence '\(short(group.licence))', but \(rule).",
        subject: group.licence, state: .visible)
    }
  }

  private struct Group: Hashable {
    let place: SymbolicLocation
    let licence: String
  }

  private var stated: [Stated] { packages.map(\.stated) + listedFiles }

  private var packages: [(ecosystem: Ecosystem, stated: Stated)] {
    image.installed.filter { !$0.isRepackaged }.map { installed in
      let package = installed.package
      var licences = package.license.map { [$0] } ?? []
      if licences.isEmpty, package.ecosystem == .dpkg { licences = copyright(of: package) }
      let place = SymbolicLocation.file(layer: installed.layer, path: installed.path)
      return (package.ecosystem, Stated(name: package.name, place: place, licences: licences))
    }
  }

  /// Debian keeps the licences of a package beside it, not in its database.
  private func copyright(of package: Package) -> [String] {
    let path = "usr/share/doc/\(package.name)/copyright"
    if let visible = licences(inFile: path) { return visible.licences }
    guard let id = copyrightFiles[ArchivePath(path)], case .bytes(let bytes) = image.content(id) else {
      return []
    }
    return CopyrightFile.licences(bytes)
  }

  private func licences(inFile path: String) -> (licences: [String], place: SymbolicLocation)? {
    guard let node = image.tree.node(at: path, followLast: true), let id = image.tree.content(at: node),
      case .bytes(let bytes) = image.content(id)
    else { return nil }
    return (CopyrightFile.licences(bytes), .file(layer: id.layer, path: image.path(id)))
  }

  /// The files that structure tests list.
  private var listedFiles: [Stated] {
    requirements.flatMap { requirement -> [Stated] in
      guard case .tellsLicences(let files) = requirement.kind else { return [] }
      return files.compactMap { path in
        licences(inFile: path).map { Stated(name: path, place: $0.place, licences: $0.licences) }
      }
    }
  }
}

extension Requirement {
  /// Whether it is about licences.
  var asksLicences: Bool {
    switch kind {
    case .hasOnlyLicences, .hasNoLicence, .tellsLicences: true
    case .has, .hasOnly, .hasNo, .hasBase, .sets, .isYounger, .hasPackage, .hasNoPackage, .hasProgram,
      .hasNoProgram,
      .file:
      false
    }
  }
}

extension Glob {
  /// Whether a licence's name fits, whatever the case of its letters.
  fileprivate func fits(licence name: String) -> Bool {
    matches(name) || Glob(text.lowercased()).matches(name.lowercased())
  }
}
