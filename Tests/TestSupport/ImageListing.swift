import ArchiveIO
import Findings
import Foundation
import Policies

/// Reads the listing of an image as rules' examples write it (see `docs/examples.md`) into an image to build
/// and the places that a rule must report.
package struct ImageListing {
  package struct Malformed: Error, CustomStringConvertible {
    package let line: String
    package var description: String { "line of an example that means nothing: '\(line)'" }
  }

  /// Stands before each place that must be reported.
  package static let mark = "▶"

  /// Stands for nothing in contents: it parts an invented secret, so that the listing itself holds none.
  package static let seam: Character = "·"

  package private(set) var builder = ImageBuilder()
  /// The marked places, in the order of the listing.
  package private(set) var expected: [SymbolicLocation] = []

  /// What the `policy:` lines say, over the standard one.
  package private(set) var policy = Policy.standard

  private var layers = 0
  private var packages = PackageRecords()

  package init(_ text: String) throws {
    builder.tags = []
    policy = try PolicyLines(text).policy()
    for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("# ") { continue }
      let isMarked = text.hasPrefix(Self.mark)
      let place = try read(isMarked ? text.dropFirst(Self.mark.count).drop { $0 == " " } : text)
      if isMarked { expected.append(try place.orThrow(line)) }
    }
    try close()
    if builder.tags.isEmpty { builder.tags = ["app:1.0"] }
  }

  private mutating func read(_ line: Substring) throws -> SymbolicLocation? {
    if line.hasPrefix("| ") || line == "|" {
      try append(content: line.dropFirst(2).filter { $0 != Self.seam } + "\n")
      return nil
    }
    if let colon = line.firstIndex(of: ":"), Self.isKeyword(line[..<colon]) {
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return try readField(String(line[..<colon]), String(value))
    }
    return try readEntry(line)
  }

  private static let fields: Set<String> = [
    "image", "policy", "today", "created", "platform", "layer", "history", "diffID", "User", "Env",
    "Entrypoint", "Cmd",
    "Volumes",
    "ExposedPorts", "WorkingDir", "Labels", "StopSignal", "Healthcheck", "OnBuild", "Shell",
  ]

  private static func isKeyword(_ text: Substring) -> Bool { fields.contains(String(text)) }

  // MARK: Config and steps

  private mutating func readField(_ name: String, _ value: String) throws -> SymbolicLocation? {
    switch name {
    case "image":
      if !value.isEmpty { builder.tags.append(value) }
      return .image
    case "policy", "today": return nil
    case "created":
      builder.created = value
      return nil
    case "platform":
      let parts = value.split(separator: "/").map(String.init)
      (builder.os, builder.architecture) = (parts.first ?? "", parts.dropFirst().first ?? "")
      return nil
    case "layer":
      try close()
      builder.steps.append(.layer(ImageBuilder.Layer(value)))
      layers += 1
      return .layer(layers - 1)
    case "history":
      try close()
      builder.steps.append(.empty(value))
      return .history(builder.steps.count - 1)
    case "diffID":
      try changeLastLayer { $0.statedDiffID = value }
      return .layer(layers - 1)
    case "Env":
      let all = (builder.execution["Env"] as? [String] ?? []) + [value]
      builder.execution["Env"] = all
      return .config("Env[\(all.count - 1)]")
    case "OnBuild":
      let all = (builder.execution["OnBuild"] as? [String] ?? []) + [value]
      builder.execution["OnBuild"] = all
      return .config("OnBuild[\(all.count - 1)]")
    case "Labels":
      let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
      var all = builder.execution["Labels"] as? [String: String] ?? [:]
      all[parts[0]] = parts.count > 1 ? parts[1] : ""
      builder.execution["Labels"] = all
      return .config("Labels.\(parts[0])")
    case "Volumes", "ExposedPorts":
      var all = builder.execution[name] as? [String: [String: String]] ?? [:]
      all[value] = [:]
      builder.execution[name] = all
      return .config("\(name).\(value)")
    case "Entrypoint", "Cmd", "Shell":
      builder.execution[name] = try Self.list(value)
      return .config(name)
    case "Healthcheck":
      builder.execution[name] = ["Test": try Self.list(value)]
      return .config(name)
    default:
      builder.execution[name] = value
      return .config(name)
    }
  }

  private static func list(_ value: String) throws -> [String] {
    try JSONDecoder().decode([String].self, from: Data(value.utf8))
  }

  // MARK: Entries

  /// `MODE UID:GID PATH [SIZE]`, `MODE UID:GID PATH -> TARGET`, `MODE UID:GID PATH => HARD LINK'S TARGET`,
  /// `bytes HEX`, `modified TIME`, `delete PATH`, `opaque PATH`, `package ECOSYSTEM NAME VERSION [FOLDER]`, `owns PATH` (of the package
  /// before), `capability HEX`, `elf [LOADER]` and `program KIND` (what the file before is). A device has
  /// `MAJOR,MINOR` for a size.
  private mutating func readEntry(_ line: Substring) throws -> SymbolicLocation? {
    let words = line.split(separator: " ").map(String.init)
    switch words.first {
    case "delete":
      let path = ArchivePath(words[1])
      let parent =
        path.parent.map { $0.bytes.isEmpty ? "" : String(decoding: $0.bytes, as: UTF8.self) + "/" } ?? ""
      return try add(TarWriter.Member(parent + ".wh." + path.name), size: nil)
    case "opaque":
      return try add(TarWriter.Member(String(words[1].drop { $0 == "/" }) + "/.wh..wh..opq"), size: nil)
    case "package":
      guard words.count >= 4 else { throw Malformed(line: String(line)) }
      let folder = words.count > 4 ? String(words[4].drop { $0 == "/" }) : nil
      let path = packages.add(words[1], words[2], words[3], in: folder)
      return .file(layer: layers - 1, path: ArchivePath(path))
    case "owns":
      try packages.own(words[1]).orThrow(line)
      return nil
    case "modified":
      let time = try ISO8601DateFormatter().date(from: words.last ?? "").orThrow(line)
      try changeLast { $0.modified = Int64(time.timeIntervalSince1970) }
      return nil
    case "elf":
      let content = ELFWriter.program(loader: words.count > 1 ? words[1] : nil)
      try changeLast { $0.content = content + $0.content.dropFirst(content.count) }
      return nil
    case "program":
      let content = try ProgramFile.content(words[1]).orThrow(line)
      try changeLast { $0.content = content + $0.content.dropFirst(content.count) }
      return nil
    case "bytes":
      let digits = words.dropFirst().joined()
      var bytes: [UInt8] = []
      for start in stride(from: 0, to: digits.count - 1, by: 2) {
        bytes.append(try UInt8(digits.dropFirst(start).prefix(2), radix: 16).orThrow(line))
      }
      try changeLast { $0.content += bytes }
      return nil
    case "capability":
      let bits = try UInt32(words[1], radix: 16).orThrow(line)
      let low = (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
      try changeLast { member in
        member.attributes = [("security.capability", [1, 0, 0, 2] + low + [UInt8](repeating: 0, count: 12))]
      }
      return nil
    default:
      return try readFile(line, words)
    }
  }

  private mutating func readFile(_ line: Substring, _ words: [String]) throws -> SymbolicLocation? {
    guard words.count >= 3, words[0].count == 10, let ids = Self.ids(words[1]) else {
      throw Malformed(line: String(line))
    }
    var member = TarWriter.Member(String(words[2].drop { $0 == "/" }))
    member.mode = Self.mode(words[0].dropFirst())
    member.kind = try Self.kind(words[0]).orThrow(line)
    (member.uid, member.gid) = ids
    if words.count == 5, words[3] == "->" || words[3] == "=>" {
      if words[3] == "=>" { member.kind = .hardLink }
      member.link = Array(words[4].drop { words[3] == "=>" && $0 == "/" }.utf8)
      return try add(member, size: nil)
    }
    if member.kind == .characterDevice || member.kind == .blockDevice, words.count == 4 {
      let numbers = words[3].split(separator: ",").compactMap { Int($0) }
      guard numbers.count == 2 else { throw Malformed(line: String(line)) }
      member.device = (numbers[0], numbers[1])
      return try add(member, size: nil)
    }
    return try add(member, size: words.count == 4 ? try Self.size(words[3]).orThrow(line) : nil)
  }

  /// `12000`, `12KB`, `12MB`: bytes, with units of base 1000.
  private static func size(_ text: String) -> Int? {
    for (unit, bytes) in [("KB", 1000), ("MB", 1_000_000)] where text.hasSuffix(unit) {
      return Int(text.dropLast(unit.count)).map { $0 * bytes }
    }
    return Int(text)
  }

  private mutating func add(_ member: TarWriter.Member, size: Int?) throws -> SymbolicLocation {
    var member = member
    if let size { member.content = [UInt8](repeating: UInt8(ascii: "x"), count: size) }
    try changeLastLayer { $0.members.append(member) }
    return .file(layer: layers - 1, path: ArchivePath(bytes: member.path))
  }

  private mutating func append(content: some StringProtocol) throws {
    try changeLast { $0.content += Array(content.utf8) }
  }

  private mutating func changeLast(_ change: (inout TarWriter.Member) -> Void) throws {
    try changeLastLayer { layer in
      guard !layer.members.isEmpty else { return }
      change(&layer.members[layer.members.count - 1])
    }
  }

  private mutating func changeLastLayer(_ change: (inout ImageBuilder.Layer) -> Void) throws {
    guard case .layer(var layer) = builder.steps.last else {
      throw Malformed(line: "an entry before any layer")
    }
    change(&layer)
    builder.steps[builder.steps.count - 1] = .layer(layer)
  }

  /// Writes the package databases into the layer that ends here.
  private mutating func close() throws {
    guard case .layer(var layer) = builder.steps.last else { return }
    layer.members += packages.takeMembers()
    builder.steps[builder.steps.count - 1] = .layer(layer)
  }

  private static func ids(_ text: String) -> (Int, Int)? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private static func kind(_ mode: String) -> TarEntryKind? {
    switch mode.first {
    case "-": .file
    case "d": .directory
    case "l": .symbolicLink
    case "h": .hardLink
    case "c": .characterDevice
    case "b": .blockDevice
    case "p": .fifo
    default: nil
    }
  }

  /// `rwsr-xr-t` as `ls` shows it.
  private static func mode(_ text: Substring) -> Int {
    let letters = Array(text)
    var mode = 0
    for (index, letter) in letters.enumerated() {
      let bit = 1 << (8 - index)
      switch letter {
      case "r", "w", "x": mode |= bit
      case "s", "t": mode |= bit | 0o4000 >> (index / 3)
      case "S", "T": mode |= 0o4000 >> (index / 3)
      default: break
      }
    }
    return mode
  }
}

extension Optional {
  /// The value, or an error that shows the line of the listing.
  func orThrow(_ line: some StringProtocol) throws -> Wrapped {
    guard let self else { throw ImageListing.Malformed(line: String(line)) }
    return self
  }
}
