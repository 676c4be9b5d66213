import Findings

/// A location in SARIF's terms (section 3.28).
struct SARIFPlace {
  let location: JSON
  /// The place in one line.
  let title: String

  init(_ place: Location, _ checkout: Checkout) {
    let name = Self.logicalName(place)
    let at = place.file.map { [$0, place.line.map { String($0) }].compactMap(\.self).joined(separator: ":") }
    title = SafeText.show(at ?? name)
    let region = SARIFRegion(place)
    // Contents are never shown, since they may be the secret that a finding is about: the place stands for them.
    let snippet: JSON = ["rendered": ["text": .text(title.isEmpty ? "-" : title)]]
    location = [
      "physicalLocation": [
        "artifactLocation": ["uri": .text(Self.uri(place, checkout)), "uriBaseId": "%SRCROOT%"],
        "region": region.region.with("snippet", snippet),
        "contextRegion": region.context.with("snippet", snippet),
      ],
      "logicalLocations": [
        [
          "fullyQualifiedName": .text(SafeText.show(name.isEmpty ? "-" : name)),
          "kind": place.path == nil ? "member" : "resource",
        ]
      ],
    ]
  }

  /// A relative path that stays the same from build to build: image name and path in the image, or the file.
  static func uri(_ place: Location, _ checkout: Checkout) -> String {
    if let file = place.file { return SafeText.percentEncode(Array(checkout.path(file).utf8)) }
    let image = SafeText.percentEncode(Array(StablePath.of(place.image ?? "image").utf8))
    guard let path = place.encodedPath else { return "\(image)/.image-config" }
    let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return ([Substring(image)] + parts).joined(separator: "/")
  }

  private static func logicalName(_ place: Location) -> String {
    let layer = place.layer.map { "@layer\($0)" } ?? ""
    let rest = place.path ?? place.key.map { place.file == nil ? "config." + $0 : $0 } ?? ""
    return (place.imageTitle ?? place.file ?? "") + layer + (rest.isEmpty ? "" : ":" + rest)
  }
}

/// Lines and columns as services take them: from 1, never empty, never backwards.
private struct SARIFRegion {
  let region: JSON
  let context: JSON

  init(_ place: Location) {
    let line = max(1, place.line ?? 1)
    let column = max(1, place.column ?? 1)
    let endLine = max(line, place.endLine ?? line)
    let endColumn = max(endLine == line ? column + 1 : 1, place.endColumn ?? column + 1)
    region = [
      "startLine": .number(line), "startColumn": .number(column), "endLine": .number(endLine),
      "endColumn": .number(endColumn),
    ]
    context = ["startLine": .number(max(1, line - 1)), "endLine": .number(endLine + 1)]
  }
}

/// Names as paths: no component of a URI path may be empty, `.` or `..`.
enum StablePath {
  static func of(_ name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "image" : parts.joined(separator: "/")
  }
}
