import Findings

/// What rules refer to, as SARIF taxonomies (section 3.19.3): CWE and the CIS Docker Benchmark.
struct SARIFTaxonomy {
  private let weaknesses: [Int]
  private let controls: [String]

  /// Tags of a rule that GitHub keeps.
  private static let maximumTags = 10

  private static let cweGUID = "25f72d7e-8a92-459d-ad67-64853f788765"
  private static let cisGUID = "6b2ad7a5-34d1-4c56-9d05-8e1f0c7b9d21"

  init(_ rules: [RuleDescription]) {
    var weaknesses: Set<Int> = []
    var controls: Set<String> = []
    for reference in rules.flatMap(\.references) {
      switch reference {
      case .cwe(let number): weaknesses.insert(number)
      case .cis(let control): controls.insert(control)
      case .nist, .page: break
      }
    }
    self.weaknesses = weaknesses.sorted()
    self.controls = controls.sorted()
  }

  var taxonomies: [JSON] {
    [
      [
        "name": "CWE", "version": "4.16", "guid": .text(Self.cweGUID), "organization": "MITRE",
        "shortDescription": ["text": "The MITRE Common Weakness Enumeration"],
        "informationUri": "https://cwe.mitre.org/", "isComprehensive": false,
        "taxa": .list(weaknesses.map(Self.weakness)),
      ],
      [
        "name": "CIS-Docker", "version": "1.6.0", "guid": .text(Self.cisGUID),
        "organization": "Center for Internet Security",
        "shortDescription": ["text": "The CIS Docker Benchmark"],
        "informationUri": "https://www.cisecurity.org/benchmark/docker", "isComprehensive": false,
        "taxa": .list(
          controls.map { ["id": .text($0), "shortDescription": ["text": "CIS Docker Benchmark \($0)"]] }),
      ],
    ]
  }

  /// The driver's `supportedTaxonomies`.
  var references: [JSON] {
    [
      ["name": "CWE", "index": 0, "guid": .text(Self.cweGUID)],
      ["name": "CIS-Docker", "index": 1, "guid": .text(Self.cisGUID)],
    ]
  }

  func relationships(_ rule: RuleDescription) -> [JSON] {
    rule.references.compactMap { reference in
      switch reference {
      case .cwe(let number):
        weaknesses.firstIndex(of: number).map {
          Self.relationship(String(number), $0, "CWE", 0, Self.cweGUID)
        }
      case .cis(let control):
        controls.firstIndex(of: control).map { Self.relationship(control, $0, "CIS-Docker", 1, Self.cisGUID) }
      case .nist, .page: nil
      }
    }
  }

  /// Tags of a rule; GitHub reads weaknesses from tags only.
  func tags(_ rule: RuleDescription) -> [JSON] {
    let weaknesses = rule.references.compactMap { reference -> JSON? in
      guard case .cwe(let number) = reference else { return nil }
      let digits = String(number)
      return .text("external/cwe/cwe-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits)
    }
    return Array((["security", "container"] + weaknesses).prefix(Self.maximumTags))
  }

  private static func weakness(_ number: Int) -> JSON {
    ["id": .text(String(number)), "shortDescription": ["text": "CWE-\(number)"]]
  }

  private static func relationship(
    _ id: String, _ index: Int, _ taxonomy: String, _ component: Int, _ guid: String
  ) -> JSON {
    [
      "target": [
        "id": .text(id), "index": .number(index),
        "toolComponent": ["name": .text(taxonomy), "index": .number(component), "guid": .text(guid)],
      ],
      "kinds": ["relevant"],
    ]
  }
}
