import ArchiveIO
import Findings
import Foundation
import Images

/// The layers of an image as a table for people: what each costs, who made it, and what of it is wasted.
package struct LayerListing {
  package let text: String

  /// `files` is how many of the largest files are shown of each layer.
  package init(_ image: ImageFacts, files: Int) {
    let total = image.layers.reduce(Int64(0)) { $0 + $1.scan.unpackedSize }
    var lines = [
      "\(SafeText.show(image.title))  \(image.layers.count) layers, \(ByteCount.show(total))", "",
      "layer      size    wasted  origin  instruction",
    ]
    for index in image.layers.indices {
      lines.append(Self.describe(image, index))
      lines += Self.largest(image, index, files)
    }
    lines += ["", Self.summary(image)] + Self.causes(image)
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ image: ImageFacts, _ index: Int) -> String {
    let layer = image.layers[index]
    let instruction =
      image.history.writer(ofLayer: index).map { image.history.steps[$0].text }
      ?? (image.history.stepsOfLayers[index] == nil ? "(no history)" : "(several instructions)")
    let origin = image.history.origin(ofLayer: index).rawValue.padding(
      toLength: 6, withPad: " ", startingAt: 0)
    let status = layer.status == .ok ? "" : "  [\(layer.status.rawValue)]"
    let wasted = image.waste.layers[index].wasted
    return [
      pad(String(index), 5), pad(ByteCount.show(layer.scan.unpackedSize), 8),
      pad(wasted == 0 ? "-" : ByteCount.show(wasted), 8), origin,
      String(SafeText.show(instruction).prefix(160)) + status,
    ].joined(separator: "  ")
  }

  private static func largest(_ image: ImageFacts, _ index: Int, _ count: Int) -> [String] {
    let files = image.layers[index].scan.entries.indices.map { EntryID(layer: index, index: $0) }.filter {
      image.entry($0).kind == .file && image.storedSize($0) > 0
    }
    let largest = files.sorted { (image.storedSize($1), $0) < (image.storedSize($0), $1) }.prefix(count)
    return largest.map { id in
      let occurrence = image.occurrence(id)
      let state = occurrence.state == .visible ? "" : "  (\(occurrence.state.rawValue))"
      return "       \(pad(ByteCount.show(occurrence.storedSize), 8))  \(occurrence.path.shown)\(state)"
    }
  }

  private static func summary(_ image: ImageFacts) -> String {
    let base = image.waste.wasted(by: .base, in: image.history)
    return "efficiency \(percent(image.waste.score)): \(ByteCount.show(image.waste.wasted)) of "
      + "\(ByteCount.show(image.waste.total)) in files are hidden by later layers"
      + (base > 0 ? ", \(ByteCount.show(base)) of them by the base image's" : "")
  }

  private static func causes(_ image: ImageFacts) -> [String] {
    image.waste.groups.map { "  \(pad(ByteCount.show($0.bytes), 8))  \(cause($0, in: image))" }
  }

  /// What was wasted for one cause, in words.
  static func cause(_ group: WasteReport.Group, in image: ImageFacts) -> String {
    "\(group.files) \(group.files == 1 ? "file" : "files") of layer \(group.broughtBy) \(group.cause.verb) layer "
      + "\(group.hiddenBy), the largest \(image.path(group.largest).shown)"
  }

  static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension WasteReport.Cause {
  /// What the hiding layer did.
  fileprivate var verb: String {
    switch self {
    case .deleted: "deleted by"
    case .rewritten: "written again without change by"
    case .overwritten: "changed by"
    case .opaque: "hidden with their directory by"
    }
  }
}
