import Foundation
import PatternScan
import TestSupport
import Testing

@testable import Secrets

/// Compiled patterns come from beside the program, else from the user's cache, and never from a file that does not fit.
struct PatternCacheTests {
  private static let expressions = [PatternExpression("abc"), PatternExpression("x[0-9]{3}")]

  private func finds(_ database: PatternDatabase) throws -> Bool {
    var scratch = try PatternScratch(for: database)
    var hits: [PatternHit] = []
    try scratch.scan(Array("..abc..x123".utf8).span, into: &hits)
    return hits.map(\.expression) == [0, 1] && hits.map(\.end) == [5, 11]
  }

  /// A folder with what a release brings.
  private func shipped(_ scratch: ScratchDirectory) throws -> ShippedPatterns {
    let names = try ShippedPatterns.write(Self.expressions, to: scratch.path("share"))
    #expect(names == InstructionSet.ofThisArchitecture.map { "patterns-\($0.rawValue).hsdb" })
    return ShippedPatterns(folder: scratch.path("share"), program: scratch.path("share"))
  }

  @Test func `the user's cache is read again, and damage is no harm`() throws {
    let scratch = try ScratchDirectory()
    let cache = PatternCache(folder: scratch.path("cache"))
    #expect(try finds(cache.database(for: Self.expressions)))
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache"))
    let file = scratch.path("cache/\(try #require(names.first))")
    #expect(names.count == 1)
    let good = try #require(FileManager.default.contents(atPath: file))
    for damage in [
      Data(), good.prefix(40), good.prefix(good.count - 9), Data(repeating: 7, count: good.count),
    ] {
      try damage.write(to: URL(fileURLWithPath: file))
      #expect(try finds(cache.database(for: Self.expressions)))
      #expect(FileManager.default.contents(atPath: file) == good, "it is written anew")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache")) == names)
    #expect(try finds(PatternCache(folder: "/proc/none").database(for: Self.expressions)))
    #expect(try finds(PatternCache(folder: nil).database(for: Self.expressions)))
  }

  @Test func `a folder of the user's that others can write is neither read nor written`() throws {
    let scratch = try ScratchDirectory()
    let cache = PatternCache(folder: scratch.path("cache"))
    _ = try cache.database(for: Self.expressions)
    let manager = FileManager.default
    let name = try #require(manager.contentsOfDirectory(atPath: scratch.path("cache")).first)
    let file = scratch.path("cache/\(name)")
    try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scratch.path("cache"))
    try Data([7]).write(to: URL(filePath: file))
    #expect(try finds(cache.database(for: Self.expressions)))
    #expect(manager.contents(atPath: file) == Data([7]))
    try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: scratch.path("cache"))
    guard geteuid() == 0 else { return }
    try manager.setAttributes([.ownerAccountID: 12_345], ofItemAtPath: scratch.path("cache"))
    #expect(try finds(cache.database(for: Self.expressions)))
    #expect(manager.contents(atPath: file) == Data([7]))
  }

  @Test func `what is no file of the user's under the name is replaced and not read`() throws {
    let scratch = try ScratchDirectory()
    let cache = PatternCache(folder: scratch.path("cache"))
    _ = try cache.database(for: Self.expressions)
    let manager = FileManager.default
    let name = try #require(manager.contentsOfDirectory(atPath: scratch.path("cache")).first)
    let file = scratch.path("cache/\(name)")
    let good = try #require(manager.contents(atPath: file))
    try good.write(to: URL(filePath: scratch.path("elsewhere")))
    let changes: [() throws -> Void] = [
      // A pipe that nobody writes into would be waited for.
      { try #require(unsafe mkfifo(file, 0o600) == 0) },
      { try manager.createSymbolicLink(atPath: file, withDestinationPath: scratch.path("elsewhere")) },
      {
        try good.write(to: URL(filePath: file))
        try manager.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
      },
    ]
    for change in changes {
      try manager.removeItem(atPath: file)
      try change()
      #expect(try finds(cache.database(for: Self.expressions)))
      let attributes = try manager.attributesOfItem(atPath: file)
      #expect(attributes[.type] as? FileAttributeType == .typeRegular)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(manager.contents(atPath: file) == good)
    }
  }

  @Test func `of many sets of rules the folder keeps those of use last`() throws {
    let scratch = try ScratchDirectory()
    let cache = PatternCache(folder: scratch.path("cache"))
    for number in 0..<20 { _ = try cache.database(for: Self.expressions + [PatternExpression("m\(number)")]) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache")).count == 16)
  }

  @Test func `what the release brought is taken, and the user's folder stays empty`() throws {
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    #expect(try finds(try #require(shipped.database(for: Self.expressions))))
    let cache = PatternCache(folder: scratch.path("cache"), shipped: shipped)
    #expect(try finds(cache.database(for: Self.expressions)))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("cache")))
  }

  @Test func `a machine without the better instruction sets takes the file of a lesser one`() throws {
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    for set in InstructionSet.ofThisArchitecture where set != .basic {
      try FileManager.default.removeItem(atPath: scratch.path("share/patterns-\(set.rawValue).hsdb"))
    }
    #expect(try finds(try #require(shipped.database(for: Self.expressions))))
  }

  @Test func `other expressions are compiled into the user's folder`() throws {
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    let own = Self.expressions + [PatternExpression("mine")]
    #expect(shipped.database(for: own) == nil)
    let cache = PatternCache(folder: scratch.path("cache"), shipped: shipped)
    _ = try cache.database(for: own)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache")).count == 1)
  }

  @Test func `a damaged file is passed over, and the patterns are compiled`() throws {
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    let files = InstructionSet.ofThisArchitecture.map { scratch.path("share/patterns-\($0.rawValue).hsdb") }
    let whole = try files.map { try Data(contentsOf: URL(filePath: $0)) }
    for damage: @Sendable (Data) -> Data in [
      { _ in Data() }, { $0.prefix(100) }, { $0.dropLast() },
      { bytes in
        var bytes = bytes
        bytes[bytes.count / 2] ^= 1
        return bytes
      },
    ] {
      for (file, bytes) in zip(files, whole) { try damage(bytes).write(to: URL(filePath: file)) }
      #expect(shipped.database(for: Self.expressions) == nil)
      let cache = PatternCache(folder: nil, shipped: shipped)
      #expect(try finds(cache.database(for: Self.expressions)))
    }
  }

  @Test func `a file of another instruction set under a known name is foreign`() throws {
    let sets = InstructionSet.ofThisMachine
    guard let best = sets.first, best != .basic else { return }
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    let basic = try Data(contentsOf: URL(filePath: scratch.path("share/patterns-basic.hsdb")))
    for set in sets where set != .basic {
      try basic.write(to: URL(filePath: scratch.path("share/patterns-\(set.rawValue).hsdb")))
    }
    try FileManager.default.removeItem(atPath: scratch.path("share/patterns-basic.hsdb"))
    #expect(shipped.database(for: Self.expressions) == nil)
  }

  @Test func `a file that others may write is not trusted`() throws {
    let scratch = try ScratchDirectory()
    let shipped = try shipped(scratch)
    let manager = FileManager.default
    for path in InstructionSet.ofThisArchitecture.map({ "share/patterns-\($0.rawValue).hsdb" }) {
      try manager.setAttributes([.posixPermissions: 0o666], ofItemAtPath: scratch.path(path))
    }
    #expect(shipped.database(for: Self.expressions) == nil)
    for path in InstructionSet.ofThisArchitecture.map({ "share/patterns-\($0.rawValue).hsdb" }) {
      try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: scratch.path(path))
    }
    #expect(shipped.database(for: Self.expressions) != nil)
    try manager.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scratch.path("share"))
    #expect(shipped.database(for: Self.expressions) == nil)
  }

  @Test func `what is shipped are the built-in types`() throws {
    let scratch = try ScratchDirectory()
    _ = try ShippedPatterns.write(to: scratch.path("share"))
    let shipped = ShippedPatterns(folder: scratch.path("share"), program: scratch.path("share"))
    let built = Triggers(of: SecretType.patterns.map { UserRule(type: $0) }).expressions
    #expect(shipped.database(for: built) != nil)
    _ = try SecretScanner(cache: PatternCache(folder: scratch.path("cache"), shipped: shipped))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("cache")))
  }
}
