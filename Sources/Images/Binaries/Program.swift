/// The facts of a compiled program, library, object file or core dump.
package struct Program: Codable, Sendable, Hashable {
  package let is64Bit: Bool
  package let isBigEndian: Bool
  package let kind: ELFFile.Kind
  /// The processor, as numbered by the ELF specification.
  package let machine: UInt16
  package let linkage: Linkage
  /// Whether the sections are known; if not, what follows may be missing.
  package let hasSections: Bool
  /// Whether there is a full table of symbols (`.symtab`).
  package let hasSymbols: Bool
  /// The size of the sections for debuggers, in bytes as stored.
  package let debugBytes: UInt64
  package let go: GoBuildInfo?
  /// The crates of a program built by `cargo auditable`.
  package let crates: [Package]
  /// Why the list of crates could not be read, if there is one.
  package let cratesFailure: CargoAuditable.Failure?
  package let testHarness: TestHarness?
  /// What its texts show of mining cryptocurrency; empty for nearly all.
  package let minerSigns: [MinerSign]

  /// - Parameter bytes: the file, or its start if it is larger than the limit.
  package init(parsing bytes: Span<UInt8>, limits: FactLimits = FactLimits()) throws(ELFFailure) {
    let file = try ELFFile(parsing: bytes)
    is64Bit = file.is64Bit
    isBigEndian = file.isBigEndian
    kind = file.kind
    machine = file.machine
    linkage = Linkage(file, in: bytes)
    hasSections = file.sections != nil
    let sections = file.sections ?? []
    hasSymbols = sections.contains { $0.name == ".symtab" }
    debugBytes = sections.reduce(0) { sum, section in
      let isDebug = section.name.hasPrefix(".debug_") || section.name.hasPrefix(".zdebug_")
      // A damaged size must not make the sum overflow, and no section is larger than the file.
      return isDebug ? sum &+ min(section.size, UInt64(bytes.count)) : sum
    }
    go = GoBuildInfoReader(file: file, limit: limits.dependencyListBytes).read(bytes)
    // A library that holds a test framework is not itself a test.
    testHarness =
      linkage == .sharedLibrary || linkage == .none ? nil : TestHarness.find(in: file, bytes, go: go)
    minerSigns = linkage == .none ? [] : MinerSign.find(in: file, bytes)
    (crates, cratesFailure) = Self.crates(file, bytes, limits)
  }

  /// The packages that the program says it was built from.
  package var packages: [Package] { (go?.packages ?? []) + crates }

  private static func crates(_ file: ELFFile, _ bytes: Span<UInt8>, _ limits: FactLimits)
    -> ([Package], CargoAuditable.Failure?)
  {
    guard let section = file.section(".dep-v0"), let range = file.range(of: section, in: bytes) else {
      return ([], nil)
    }
    do {
      return (try CargoAuditable.parse(bytes.extracting(range), limit: limits.dependencyListBytes), nil)
    } catch {
      return ([], error)
    }
  }
}
