/// Writes what package managers leave behind, for the `package` lines of an image listing.
struct PackageRecords {
  private var dpkg = ""
  private var apk = ""
  private var members: [TarWriter.Member] = []
  private var hasChanged: Set<String> = []
  /// The package added last, and the files that dpkg says it owns.
  private var last = ""
  private var owned: [String: [String]] = [:]

  /// Adds a package and gives the path of the file that will record it; Python's and Node's in a folder.
  mutating func add(
    _ ecosystem: String, _ name: String, _ version: String, in folder: String?
  ) -> String {
    last = ecosystem == "dpkg" ? name : ""
    switch ecosystem {
    case "dpkg":
      dpkg += "Package: \(name)\nStatus: install ok installed\nArchitecture: amd64\nVersion: \(version)\n\n"
      hasChanged.insert("dpkg")
      return "var/lib/dpkg/status"
    case "apk":
      apk += "P:\(name)\nV:\(version)\nA:x86_64\n\n"
      hasChanged.insert("apk")
      return "lib/apk/db/installed"
    case "python":
      return add(
        "\(folder ?? "usr/lib/python3/dist-packages")/\(name)-\(version).dist-info/METADATA",
        "Metadata-Version: 2.1\nName: \(name)\nVersion: \(version)\n")
    case "npm":
      return add(
        "\(folder ?? "srv/app/node_modules")/\(name)/package.json",
        #"{"name": "\#(name)", "version": "\#(version)"}"#)
    default:
      return add(
        "usr/local/bundle/specifications/\(name)-\(version).gemspec",
        "Gem::Specification.new do |s|\n  s.name = \"\(name)\".freeze\n  s.version = \"\(version)\"\nend\n")
    }
  }

  /// Says that the package added last, one of dpkg's, owns a file; nil if there is none.
  mutating func own(_ path: String) -> Void? {
    guard !last.isEmpty else { return nil }
    owned[last, default: []].append(path)
    return ()
  }

  /// The files of a layer, once: databases hold all packages so far.
  mutating func takeMembers() -> [TarWriter.Member] {
    defer { (members, hasChanged, owned) = ([], [], [:]) }
    var result = members
    for (package, paths) in owned.sorted(by: { $0.key < $1.key }) {
      let list = paths.joined(separator: "\n") + "\n"
      result.append(TarWriter.Member("var/lib/dpkg/info/\(package).list", content: list))
    }
    if hasChanged.contains("dpkg") { result.append(TarWriter.Member("var/lib/dpkg/status", content: dpkg)) }
    if hasChanged.contains("apk") { result.append(TarWriter.Member("lib/apk/db/installed", content: apk)) }
    return result
  }

  private mutating func add(_ path: String, _ content: String) -> String {
    members.append(TarWriter.Member(path, content: content))
    return path
  }
}
