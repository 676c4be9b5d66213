import PatternScan

/// What a file is by what it holds, where its name does not say it.
enum FileContent {
  private enum Limit {
    /// Bytes of a file that is looked at as a whole; files of variables are far smaller.
    static let variables = 256 << 10
    /// Bytes of a Kubernetes manifest.
    static let manifest = 1 << 20
    /// Lines that must be variables, of a hundred that are neither empty nor comments.
    static let share = 90
  }

  /// The readers of a file that no reader knows by its name.
  static func readers(of bytes: Span<UInt8>, path: String) -> [StructuredFile] {
    if isManifest(path), bytes.count <= Limit.manifest {
      // What a ConfigMap holds is not encoded.
      guard holds("kind: Secret", bytes), !holds("kind: ConfigMap", bytes) else { return [] }
      return StructuredFile.all.filter { $0.type.id == "kubernetes-secret" }
    }
    guard bytes.count > 0, bytes.count <= Limit.variables, mayBegin(bytes[0]), mayHoldVariables(path),
      !FileNames.isSample(path), holdsVariables(bytes)
    else { return [] }
    return StructuredFile.all.filter { $0.type.id == "env-file" }
  }

  private static let buildFiles = ["Dockerfile", "Containerfile", "Makefile"]

  private static func isManifest(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// Whether the name has no ending, or one that a file of variables may have: `.prodenv`, `env.production`.
  private static func mayHoldVariables(_ path: String) -> Bool {
    let bytes = path.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) } ?? bytes.startIndex
    let name = bytes[start...]
    // Variables of an image's config are read as a Dockerfile's, and other rules speak of them.
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else {
      return !buildFiles.contains { name.elementsEqual($0.utf8) }
    }
    return dot == start || [UInt8](name).map(\.asciiLower).holds(Array("env".utf8))
      || name[dot...].elementsEqual(".vars".utf8)
  }

  /// Whether nearly all of its lines are `NAME=value` in capitals.
  private static func holdsVariables(_ bytes: Span<UInt8>) -> Bool {
    let text = bytes.array(0..<bytes.count)
    var lines = 0
    var variables = 0
    for line in TextRanges.lines(text) {
      let line = TextRanges.trimmed(line, in: text)
      guard let first = line.first, text[first] != UInt8(ascii: "#") else { continue }
      lines += 1
      if isVariable(text[line]) { variables += 1 }
      // What begins with other lines is something else.
      if lines == 3, variables == 0 { return false }
    }
    return variables >= 1 && variables * 100 >= lines * Limit.share
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte.isASCIIUpper || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "e") || byte <= 0x20
  }

  private static func isVariable(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    let export = Array("export ".utf8)
    if line.starts(with: export) { line = line.dropFirst(export.count) }
    let name = line.prefix { $0.isASCIIUpper || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    return name.count >= 2 && line.dropFirst(name.count).first == UInt8(ascii: "=")
  }

  /// Whether the text stands in it, with white space or the end after it.
  private static func holds(_ text: String, _ bytes: Span<UInt8>) -> Bool {
    let word = Array(text.utf8)
    guard bytes.count >= word.count else { return false }
    for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
      var length = 1
      while length < word.count, bytes[start + length] == word[length] { length += 1 }
      let end = start + length
      if length == word.count, end == bytes.count || bytes[end] <= 0x20 { return true }
    }
    return false
  }
}
