import Findings

/// A location in SARIF's terms (section 3.28).
struct SARIFPlace {
  let location: JSON
  /// The place in one line.
  let title: String

  init(_ place: Location) {
    let uri = Self.uri(place)
    let name = Self.logicalName(place)
    title =
      place.file.map { [$0, place.line.map { String($0) }].compactMap(\.self).joined(separator: ":") } ?? name
    let line = place.line ?? 1
    let column = place.column ?? 1
    let region: JSON = [
      "startLine": .number(line),
      "startColumn": .number(column),
      "endLine": .number(place.endLine ?? line),
      "endColumn": .number(place.endColumn ?? column + 1),
      "snippet": ["text": .text(title + "\n")],
    ]
    let context: JSON = [
      "startLine": .number(max(1, line - 1)),
      "endLine": .number((place.endLine ?? line) + 1),
      "snippet": ["text": .text(title + "\n")],
    ]
    location = [
      "physicalLocation": [
        "artifactLocation": ["uri": .text(uri), "uriBaseId": "%SRCROOT%"],
        "region": region,
        "contextRegion": context,
      ],
      "logicalLocations": [
        ["fullyQualifiedName": .text(name), "kind": place.path == nil ? "member" : "resource"]
      ],
    ]
  }

  /// A relative path that stays the same from build to build: image name and path in the image, or the file.
  private static func uri(_ place: Location) -> String {
    if let file = place.file { return SafeText.percentEncode(Array(file.utf8)) }
    let image = SafeText.percentEncode(Array(stable(place.image ?? "image").utf8))
    if let path = place.encodedPath { return path.isEmpty ? image : "\(image)/\(path)" }
    return "\(image)/.image-config"
  }

  /// No component of a URI path may be empty, `.` or `..`.
  private static func stable(_ name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "image" : parts.joined(separator: "/")
  }

  private static func logicalName(_ place: Location) -> String {
    let layer = place.layer.map { "@layer\($0)" } ?? ""
    let rest = place.path ?? place.key.map { place.file == nil ? "config." + $0 : $0 } ?? ""
    return (place.image ?? place.file ?? "") + layer + (rest.isEmpty ? "" : ":" + rest)
  }
}
