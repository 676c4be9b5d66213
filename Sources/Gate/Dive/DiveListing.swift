import Findings
import Images

/// The numbers that dive prints for an image, for people who come from it, with ours beside them.
package struct DiveListing {
  package let text: String

  package init(_ image: ImageFacts) {
    let dive = DiveReport(image)
    let user = dive.userWastedPercent.map { LayerListing.percent($0) } ?? "NaN"
    var lines = [
      SafeText.show(image.title), "",
      "                          dive        imgcheck",
      "efficiency             \(Self.pad(LayerListing.percent(dive.efficiency)))\(Self.pad(LayerListing.percent(image.waste.score), 16))",
      "wasted                 \(Self.pad(ByteCount.show(dive.wastedBytes)))\(Self.pad(ByteCount.show(image.waste.wasted), 16))",
      "of bytes               \(Self.pad(ByteCount.show(dive.sizeBytes)))\(Self.pad(ByteCount.show(image.waste.total), 16))",
      "userWastedPercent      \(Self.pad(user))", "",
      "dive adds up every copy of a path that occurs twice, including the visible one, and counts a deleted directory once",
      "under its own name, so that the score stays at 100 %. imgcheck counts the bytes of files that no container",
      "can see, each once.",
    ]
    for file in dive.inefficientFiles.suffix(20).reversed() {
      lines.append("  \(Self.pad(ByteCount.show(file.bytes)))  \(file.count) times  \(file.path.shown)")
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func pad(_ text: String, _ width: Int = 8) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
