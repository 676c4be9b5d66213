import Findings

/// The place of a finding as formats write it that know files and lines only.
struct FindingPlace {
  /// A file's path from the root of the checkout, or the image's stable name and the path in it.
  let path: String
  /// From 1; 1 where the place has no line.
  let line: Int
  /// The place in one line for people: `compose.yaml:4:5`, `app layer 2 /srv/app/.env`, `app config User`.
  let title: String

  init(_ place: Location, _ checkout: Checkout) {
    line = max(1, place.line ?? 1)
    if let file = place.file {
      path = SafeText.show(checkout.path(file))
      let position = [place.line, place.column].compactMap { $0.map(String.init) }
      title =
        ([path] + position).joined(separator: ":") + SafeText.show(place.variant.map { " (\($0))" } ?? "")
      return
    }
    let image = SafeText.show(StablePath.of(place.image ?? "image"))
    path = image + SafeText.show(place.path ?? "/.image-config")
    let parts = [
      image, place.variant.map { "(\($0))" }, place.layer.map { "layer \($0)" },
      place.layer == nil ? place.key.map { "config \($0)" } : nil,
      place.path.map { path in path + (place.line.map { ":\($0)" } ?? "") },
    ]
    title = SafeText.show(parts.compactMap(\.self).joined(separator: " "))
  }

  /// The place without what a rebuild or an edit moves: lines, layers. It tells one check from another over time.
  static func stableTitle(_ place: Location, _ checkout: Checkout) -> String {
    let parts =
      place.file.map { [checkout.path($0), place.key] } ?? [place.path ?? place.key.map { "config \($0)" }]
    let text = parts.compactMap(\.self).joined(separator: " ")
    return SafeText.show((text.isEmpty ? "image" : text) + (place.variant.map { " (\($0))" } ?? ""))
  }
}

extension Finding {
  /// The message for formats that show no place beside it: with the image where others of its name are in the run.
  var messageOfVariant: String {
    location.variant.map { "\(location.imageTitle ?? "(\($0))"): \(message)" } ?? message
  }
}
