import ArchiveIO
import Findings
import Foundation
import Images

/// The layers of an image as a table for people.
package struct LayerListing {
  package let text: String

  package init(_ image: ImageFacts, files: Int) {
    let total = image.layers.reduce(Int64(0)) { $0 + $1.scan.unpackedSize }
    var lines = [
      "\(SafeText.show(image.tags.first ?? image.name))  \(image.layers.count) layers, \(ByteCount.show(total))",
      "",
    ]
    for index in image.layers.indices {
      lines += Self.describe(image, index)
      lines += Self.largest(image, index, files).map { "         " + $0 }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ image: ImageFacts, _ index: Int) -> [String] {
    let layer = image.layers[index]
    let size = pad(ByteCount.show(layer.scan.unpackedSize), 9)
    let instruction =
      image.history.stepsOfLayers[index].map { image.history.steps[$0].text } ?? "(no history)"
    let origin = image.history.origin(ofLayer: index).rawValue.padding(
      toLength: 5, withPad: " ", startingAt: 0)
    let status = layer.status == .ok ? "" : "  [\(layer.status.rawValue)]"
    return ["\(pad(String(index), 4)) \(size)  \(origin)  \(SafeText.show(instruction).prefix(200))\(status)"]
  }

  private static func largest(_ image: ImageFacts, _ index: Int, _ count: Int) -> [String] {
    let entries = image.layers[index].scan.entries.enumerated().filter {
      $0.element.kind == .file && $0.element.size > 0
    }
    let largest = entries.sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }.prefix(count)
    return largest.map { offset, entry in
      let sighting = image.sighting(EntryID(layer: index, index: offset))
      let state = sighting.state == .visible ? "" : "  (\(sighting.state.rawValue))"
      return "\(pad(ByteCount.show(entry.size), 9))  \(sighting.path.shown)\(state)"
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
