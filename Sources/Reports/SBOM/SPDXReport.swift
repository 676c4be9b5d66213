import Findings

/// The packages of the images as an SPDX 2.3 document in JSON (ISO/IEC 5962 in its later version).
package struct SPDXReport {
  private let report: Report
  private let options: RenderOptions

  package static func render(_ report: Report, _ options: RenderOptions) throws -> String {
    try JSONText.render(SPDXReport(report: report, options: options).document)
  }

  private var document: JSON {
    let images = report.images.enumerated().map { SPDXImage($1, number: $0 + 1) }
    let names = report.images.map(\.title)
    let identity = ContentID(["spdx", report.tool.version] + images.flatMap(\.identity)).text
    let creation: JSON = [
      "created": .text((options.date(of: report) ?? .unknown).text),
      "creators": [.text("Tool: \(report.tool.name)-\(SafeText.show(report.tool.version))")],
    ]
    let document: JSON = [
      "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "dataLicense": "CC0-1.0",
      "name": .text(names.isEmpty ? "imgcheck" : SafeText.show(names.joined(separator: ", "))),
      // A name and not an address: it is unique because it is made of the content.
      "documentNamespace": .text("https://github.com/imgcheck/imgcheck/spdx/\(identity)"),
      "creationInfo": comment.map { creation.with("comment", .text($0)) } ?? creation,
      "packages": .list(images.flatMap(\.packages)),
      "relationships": .list(images.flatMap(\.relationships)),
    ]
    return document.with("documentDescribes", .list(images.map { .text($0.id) }))
  }

  private var comment: String? {
    var parts: [String] = []
    if options.date(of: report) == nil {
      parts.append(
        "The time is unknown, so 'created' is a placeholder. Set SOURCE_DATE_EPOCH to state a time.")
    }
    if !report.incomplete.isEmpty {
      parts.append("Not everything could be read: packages may be missing.")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// An image and its packages as SPDX elements.
private struct SPDXImage {
  let image: ImageSummary
  let id: String

  init(_ image: ImageSummary, number: Int) {
    self.image = image
    id = "SPDXRef-Image-\(number)"
  }

  /// What the lists of two equal images have in common.
  var identity: [String] {
    [image.title, image.digest ?? "", image.platform]
      + (image.packages ?? []).flatMap { [$0.type, $0.name, $0.version, $0.path, String($0.layer)] }
  }

  private func packageID(_ index: Int) -> String { "\(id)-Package-\(index + 1)" }

  var packages: [JSON] {
    [subject] + (image.packages ?? []).enumerated().map { element($1, packageID($0)) }
  }

  private var subject: JSON {
    JSON.object([
      "SPDXID": .text(id), "name": .text(SafeText.show(image.name)), "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false, "primaryPackagePurpose": "CONTAINER", "licenseConcluded": "NOASSERTION",
      "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
    ])
    .with("versionInfo", image.packageVersion.map { .text(SafeText.show($0)) })
    .with("externalRefs", image.packageURL.map { [Self.reference($0.text)] })
    .with("summary", image.system?.name.map { .text(SafeText.show($0)) })
  }

  private func element(_ package: PackageSummary, _ id: String) -> JSON {
    let license = package.license.flatMap { LicenseText($0) }
    return JSON.object([
      "SPDXID": .text(id), "name": .text(SafeText.show(package.name)),
      "versionInfo": .text(SafeText.show(package.version)), "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false, "licenseConcluded": "NOASSERTION",
      "licenseDeclared": license.map(Self.declared) ?? "NOASSERTION", "copyrightText": "NOASSERTION",
      "sourceInfo": .text("recorded in \(SafeText.show(package.path)), brought by layer \(package.layer)"),
    ])
    .with("licenseComments", license.flatMap(Self.comment).map { .text($0) })
    .with("externalRefs", package.purl.map { [Self.reference(SafeText.show($0))] })
  }

  private static func declared(_ license: LicenseText) -> JSON {
    switch license {
    case .id(let id): .text(id)
    case .expression(let expression): .text(expression)
    case .words: "NOASSERTION"
    }
  }

  /// Words that are no SPDX expression are shown as they are.
  private static func comment(_ license: LicenseText) -> String? {
    guard case .words(let words) = license else { return nil }
    return "The package says: \(SafeText.show(words))"
  }

  private static func reference(_ url: String) -> JSON {
    ["referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": .text(url)]
  }

  var relationships: [JSON] {
    let contents = (image.packages ?? []).indices.map { Self.relationship(id, "CONTAINS", packageID($0)) }
    return [Self.relationship("SPDXRef-DOCUMENT", "DESCRIBES", id)] + contents
  }

  private static func relationship(_ from: String, _ type: String, _ to: String) -> JSON {
    ["spdxElementId": .text(from), "relationshipType": .text(type), "relatedSpdxElement": .text(to)]
  }
}
