import Findings

/// A repair in SARIF's terms (section 3.55).
struct SARIFFix {
  let fix: JSON

  init(_ edits: [Finding.Edit], description: String, _ checkout: Checkout) {
    let files = Set(edits.map(\.file)).sorted()
    let changes: [JSON] = files.map { file in
      [
        "artifactLocation": [
          "uri": .text(SafeText.percentEncode(Array(checkout.path(file).utf8))), "uriBaseId": "%SRCROOT%",
        ],
        "replacements": .list(edits.filter { $0.file == file }.map(Self.replacement)),
      ]
    }
    fix = ["description": ["text": .text(SARIFText.plain(description))], "artifactChanges": .list(changes)]
  }

  private static func replacement(_ edit: Finding.Edit) -> JSON {
    [
      "deletedRegion": [
        "startLine": .number(edit.line), "startColumn": .number(edit.column),
        "endLine": .number(edit.endLine), "endColumn": .number(edit.endColumn),
      ],
      "insertedContent": ["text": .text(edit.replacement)],
    ]
  }
}
