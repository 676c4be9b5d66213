/// A number, and what belongs to it. The compiler's own coding asks for each case by name, which took most of the time in
/// which the facts of a known layer are decoded.
extension FileFact.Content: Codable {
  private enum Form: UInt8, Codable {
    case packages, automatic, requested, manifest, lock, passwd, group, shadow
    case groupShadow, sudoers, osRelease, autostart, program, emptyList, nothing, failure
  }

  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self =
      switch try container.decode(Form.self) {
      case .packages: .packages(try container.decode(PackageListing.self))
      case .automatic: .automatic(try container.decode(PackageNames.self))
      case .requested: .requested(try container.decode(PackageNames.self))
      case .manifest: .manifest(try container.decode(NpmManifest.self))
      case .lock: .lock(try container.decode(LockFile.self))
      case .passwd: .passwd(try container.decode(PasswdFile.self))
      case .group: .group(try container.decode(GroupFile.self))
      case .shadow: .shadow(try container.decode(ShadowFile.self))
      case .groupShadow: .groupShadow(try container.decode(GroupShadowFile.self))
      case .sudoers: .sudoers(try container.decode(Sudoers.self))
      case .osRelease: .osRelease(try container.decode(OSRelease.self))
      case .autostart: .autostart(try container.decode(Autostart.self))
      case .program: .program(try container.decode(Program.self))
      case .emptyList: .emptyList
      case .nothing: .nothing
      case .failure: .failure(try container.decode(FactFailure.self))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    func put(_ form: Form, _ value: some Encodable) throws {
      try container.encode(form)
      try container.encode(value)
    }
    switch self {
    case .packages(let value): try put(.packages, value)
    case .automatic(let value): try put(.automatic, value)
    case .requested(let value): try put(.requested, value)
    case .manifest(let value): try put(.manifest, value)
    case .lock(let value): try put(.lock, value)
    case .passwd(let value): try put(.passwd, value)
    case .group(let value): try put(.group, value)
    case .shadow(let value): try put(.shadow, value)
    case .groupShadow(let value): try put(.groupShadow, value)
    case .sudoers(let value): try put(.sudoers, value)
    case .osRelease(let value): try put(.osRelease, value)
    case .autostart(let value): try put(.autostart, value)
    case .program(let value): try put(.program, value)
    case .emptyList: try container.encode(Form.emptyList)
    case .nothing: try container.encode(Form.nothing)
    case .failure(let value): try put(.failure, value)
    }
  }
}
