import Findings

/// The packages of the images as a CycloneDX 1.6 bill of materials in JSON (ECMA-424).
///
/// One image is the subject of the document; several are components that hold their packages.
package struct CycloneDXReport {
  private let report: Report
  private let options: RenderOptions

  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    try JSONText.render(CycloneDXReport(report: report, options: options).document)
  }

  private var document: JSON {
    let images = report.images.enumerated().map { CycloneDXImage($1, number: $0 + 1) }
    let only = images.count == 1 ? images.first : nil
    let components = only?.components ?? images.map(\.nested)
    let document: JSON = [
      "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
      "metadata": metadata(only), "components": .list(components),
      "compositions": .list(compositions(images)),
    ]
    // The number names the document's content, the time of its making apart.
    return document.with(
      "serialNumber", .text("urn:uuid:" + ContentID(["cyclonedx"] + images.flatMap(\.identity)).text))
  }

  private func metadata(_ image: CycloneDXImage?) -> JSON {
    let tool: JSON = [
      "type": "application", "name": .text(report.tool.name), "version": .text(report.tool.version),
    ]
    return JSON.object(["tools": ["components": [tool]]])
      .with("component", image?.component)
      .with("timestamp", options.date(of: report).map { .text($0.text) })
  }

  /// How much the lists can be relied on: programs that say nothing of what they are made of are in no list, and
  /// of an image that could not be all read some packages may be missing.
  private func compositions(_ images: [CycloneDXImage]) -> [JSON] {
    let unread = images.filter { !$0.isComplete }.map { JSON.text($0.reference) }
    let read = images.filter(\.isComplete).map { JSON.text($0.reference) }
    let lists: [(String, [JSON])] = [("incomplete", unread), ("unknown", read)]
    let stated = lists.filter { !$0.1.isEmpty }.map { aggregate, references -> JSON in
      ["aggregate": .text(aggregate), "assemblies": .list(references)]
    }
    return report.incomplete.isEmpty || !unread.isEmpty ? stated : stated + [["aggregate": "incomplete"]]
  }
}

/// An image and its packages as components.
private struct CycloneDXImage {
  let image: ImageSummary
  let reference: String

  init(_ image: ImageSummary, number: Int) {
    self.image = image
    reference = "image-\(number)"
  }

  var isComplete: Bool { image.complete }

  /// What the packages of two images with equal lists have in common.
  var identity: [String] {
    [image.title, image.digest ?? "", image.platform]
      + (image.packages ?? []).flatMap { [$0.type, $0.name, $0.version, $0.path, String($0.layer)] }
  }

  var component: JSON {
    let properties = [
      ("imgcheck:platform", image.platform), ("imgcheck:digest", image.digest ?? ""),
      ("imgcheck:digestOf", image.digestOf ?? ""),
    ]
    return JSON.object([
      "type": "container", "bom-ref": .text(reference), "name": .text(SafeText.show(image.name)),
      "properties": Self.properties(properties),
    ])
    .with("version", image.packageVersion.map { .text(SafeText.show($0)) })
    .with("purl", image.packageURL.map { .text($0.text) })
  }

  /// The image with its packages in it.
  var nested: JSON { component.with("components", .list(components)) }

  var components: [JSON] {
    let packages = (image.packages ?? []).enumerated().map { index, package -> JSON in
      JSON.object([
        "type": "library", "bom-ref": .text("\(reference)-package-\(index + 1)"),
        "name": .text(SafeText.show(package.name)), "version": .text(SafeText.show(package.version)),
        "properties": Self.properties([
          ("imgcheck:type", package.type), ("imgcheck:layer", String(package.layer)),
          ("imgcheck:path", package.path),
        ]),
      ])
      .with("purl", package.purl.map { .text(SafeText.show($0)) })
      .with("licenses", package.license.flatMap { LicenseText($0) }.map(Self.licenses))
    }
    return system + packages
  }

  private var system: [JSON] {
    guard let system = image.system else { return [] }
    return [
      JSON.object([
        "type": "operating-system", "bom-ref": .text("\(reference)-system"),
        "name": .text(SafeText.show(system.id)),
      ])
      .with("version", system.version.map { .text(SafeText.show($0)) })
      .with("description", system.name.map { .text(SafeText.show($0)) })
    ]
  }

  private static func licenses(_ license: LicenseText) -> JSON {
    switch license {
    case .id(let id): [["license": ["id": .text(id)]]]
    case .expression(let expression): [["expression": .text(expression)]]
    case .words(let words): [["license": ["name": .text(SafeText.show(words))]]]
    }
  }

  private static func properties(_ values: [(String, String)]) -> JSON {
    .list(
      values.filter { !$0.1.isEmpty }.map { ["name": .text($0.0), "value": .text(SafeText.show($0.1))] })
  }
}

extension ImageSummary {
  /// The tag without the name; the digest where there is no tag.
  var packageVersion: String? {
    guard let tag = tags.first else { return digest }
    guard let colon = tag.lastIndex(of: ":"), !tag[colon...].contains("/") else { return digest }
    return String(tag[tag.index(after: colon)...])
  }

  /// The image's own URL; only a manifest's digest names an image in a registry.
  var packageURL: PackageURL? {
    guard let digest, digestOf == "manifest" else { return nil }
    let architecture = platform.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    let tag = tags.isEmpty ? "" : packageVersion.map { $0 == digest ? "" : $0 } ?? ""
    return PackageURL(image: name, digest: digest, architecture: architecture, tag: tag)
  }
}
