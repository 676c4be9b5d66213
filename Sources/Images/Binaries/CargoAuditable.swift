import ArchiveIO

/// The list of crates that `cargo auditable` writes into a Rust program: JSON in a zlib stream in the section
/// `.dep-v0` (rust-secure-code/cargo-auditable, PARSING.md).
package enum CargoAuditable {
  /// Why the list of a program could not be read.
  package enum Failure: Codable, Error, Hashable, CustomStringConvertible {
    case compressed(ArchiveError)
    case json(JSONDamage)

    package var description: String {
      switch self {
      case .compressed(let failure): "the program's list of crates cannot be read: \(failure)"
      case .json(let damage): "the program's list of crates cannot be read: \(damage)"
      }
    }
  }

  /// The crates in the order of the list, without the program itself; what only the build needed is marked.
  ///
  /// - Parameter limit: the most bytes that the list may unpack to.
  package static func parse(_ section: Span<UInt8>, limit: Int) throws(Failure) -> [Package] {
    let json: [UInt8]
    do {
      json = try ZlibStream.unpack(section, limit: limit)
    } catch {
      throw .compressed(error)
    }
    do {
      return try crates(json)
    } catch {
      throw .json(error)
    }
  }

  private static func crates(_ json: [UInt8]) throws(JSONDamage) -> [Package] {
    var packages: [Package] = []
    var reader = JSONReader(json)
    try reader.object { reader, member throws(JSONDamage) in
      guard member == "packages" else { return try reader.skip() }
      try reader.array { reader throws(JSONDamage) in
        if let package = try crate(&reader) { packages.append(package) }
      }
    }
    try reader.finish()
    return packages
  }

  private static func crate(_ reader: inout JSONReader) throws(JSONDamage) -> Package? {
    var name: String?
    var version: String?
    var source: String?
    var kind: String?
    var isRoot = false
    try reader.object { reader, member throws(JSONDamage) in
      switch member {
      case "name": name = try reader.stringIfAny()
      case "version": version = try reader.stringIfAny()
      case "source": source = try reader.stringIfAny()
      case "kind": kind = try reader.stringIfAny()
      case "root": isRoot = try reader.boolIfAny() ?? false
      default: try reader.skip()
      }
    }
    guard let name, let version, !isRoot else { return nil }
    return Package(
      ecosystem: .cargo, name: name, version: version, source: source, isDevelopmentOnly: kind == "build")
  }
}
