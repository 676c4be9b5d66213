import Policies

extension ImagePolicy {
  /// Takes `NAME VALUE` of a `policy:` line of a listing.
  mutating func change(_ line: String) throws {
    let words = line.split(separator: " ")
    if words.first == "requiredLabels" {
      requiredLabels = words.dropFirst().map(String.init)
      return
    }
    let value = try words.last.flatMap { Int64($0) }.orThrow(line)
    switch words.first {
    case "maximumSize": maximumSize = value
    case "maximumLayerSize": maximumLayerSize = value
    case "maximumLayers": maximumLayers = Int(value)
    default: throw ImageListing.Malformed(line: line)
    }
  }
}
