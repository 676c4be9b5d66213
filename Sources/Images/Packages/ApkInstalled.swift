/// The database of apk, `lib/apk/db/installed`, and its list of what was asked for, `etc/apk/world`.
///
/// Format: the "installed database" of apk-tools 2 and 3; a field is one letter, a colon and the value.
package enum ApkInstalled {
  package static func parse(_ bytes: [UInt8], limits: FactLimits = FactLimits()) -> PackageListing {
    var listing = PackageListing()
    var record = Record()
    for line in Lines(bytes) {
      let text = line.bytes
      guard !text.isEmpty else {
        record.finish(into: &listing, limits: limits)
        continue
      }
      guard text.count >= 2, text[text.startIndex + 1] == .colon else {
        listing.problems.append(LineProblem(line: line.number, reason: "no `X:value`"))
        continue
      }
      if record.line == 0 { record.line = line.number }
      record.take(text[text.startIndex], text.dropFirst(2))
    }
    record.finish(into: &listing, limits: limits)
    if let last = bytes.last, last != .lineFeed {
      listing.problems.append(LineProblem(line: Lines.count(bytes), reason: "the file ends within a line"))
    }
    return listing
  }

  /// The names in `etc/apk/world`, without version bounds (`curl>8`), pins (`curl@edge`) and conflicts (`!x`).
  package static func parseWorld(_ bytes: [UInt8]) -> PackageNames {
    var list = PackageNames()
    for line in Lines(bytes) {
      for word in line.bytes.split(whereSeparator: \.isBlank) where word.first != UInt8(ascii: "!") {
        let name = word.prefix { !"<>=~@".utf8.contains($0) }
        if name.isEmpty {
          list.problems.append(LineProblem(line: line.number, reason: "no name of a package"))
        } else {
          list.names.insert(name.text)
        }
      }
    }
    return list
  }
}

private struct Record {
  /// The first line, counted from 1; 0 before it.
  var line = 0
  private var name: ArraySlice<UInt8> = []
  private var version: ArraySlice<UInt8> = []
  private var origin: ArraySlice<UInt8> = []
  private var architecture: ArraySlice<UInt8> = []
  private var license: ArraySlice<UInt8> = []
  private var folder: ArraySlice<UInt8> = []
  private var paths = PathList()

  mutating func take(_ field: UInt8, _ value: ArraySlice<UInt8>) {
    switch field {
    case UInt8(ascii: "P"): name = value
    case UInt8(ascii: "V"): version = value
    case UInt8(ascii: "A"): architecture = value
    case UInt8(ascii: "L"): license = value
    case UInt8(ascii: "o"): origin = value
    case UInt8(ascii: "F"):
      folder = value
      paths.append(value)
    case UInt8(ascii: "R"): paths.append(value, under: folder)
    default: break
    }
  }

  mutating func finish(into listing: inout PackageListing, limits: FactLimits) {
    defer { self = Record() }
    guard line > 0 else { return }
    guard !name.isEmpty, !version.isEmpty else {
      let missing = name.isEmpty ? "P (name)" : "V (version)"
      listing.problems.append(LineProblem(line: line, reason: "a package without the field \(missing)"))
      return
    }
    listing.append(
      Package(
        ecosystem: .apk, name: name.text, version: version.text,
        source: origin.isEmpty || origin == name ? nil : origin.text,
        architecture: architecture.isEmpty ? nil : architecture.text,
        license: license.isEmpty ? nil : license.text),
      paths, line: line, limits: limits)
  }
}
