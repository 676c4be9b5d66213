/// The comparison as JSON: `DiffReport` as it stands, keys sorted, so that equal runs give equal bytes.
package enum DiffJSON {
  package static func render(_ report: DiffReport) throws -> String { try JSONText.render(report) }
}
