import Findings

/// An image: its facts, its layers, and where its bytes are.
struct ImageSection {
  let image: ImageSummary
  let number: Int

  init(_ image: ImageSummary, number: Int) {
    self.image = image
    self.number = number
  }

  var markup: Markup {
    let id = number == 0 ? "images" : "images-\(number)"
    return .block(
      "section", [.init("id", id), .init("aria-labelledby", "\(id)-title")],
      [
        .element("h2", [.init("id", "\(id)-title")], .text("Image \(image.title)")),
        facts,
        LayerChart(layers: image.layers, id: id).markup,
        DirectoryChart(image: image, id: id).markup,
      ])
  }

  private var facts: Markup {
    let packed = image.compression == "none" ? "" : ", \(image.compression)"
    let tree = image.finalTree
    let setID = tree.setUserID + tree.setGroupID
    let facts: [(String, String)] = [
      ("Platform", image.platform),
      ("Form", image.format + packed),
      ("User", image.user.isEmpty ? "root (none is set)" : image.user),
      (
        "In the container",
        "\(ByteCount.show(tree.bytes)) in \(Amount.count(tree.files, "file"))"
          + (setID > 0 ? ", \(setID) of them set-id" : "")
      ),
      ("Tags", image.tags.joined(separator: ", ")),
      ("Digest", image.digest ?? ""),
    ]
    return FactList.markup(facts)
  }
}

/// Names and values below each other.
enum FactList {
  static func markup(_ facts: [(name: String, value: String)]) -> Markup {
    .block(
      "dl", [.init("class", "facts")],
      facts.filter { !$0.value.isEmpty }.map { fact in
        .element(
          "div", [], .element("dt", [], .text(fact.name)), .element("dd", [], .text(fact.value)))
      })
  }
}
