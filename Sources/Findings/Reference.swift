/// A published text that a rule stands on.
package enum Reference: Sendable, Hashable {
  /// A control of the CIS Docker Benchmark v1.6.0, such as `4.1`.
  case cis(String)
  /// A weakness of the Common Weakness Enumeration, such as 250.
  case cwe(Int)
  /// A section of NIST SP 800-190, such as `4.1.2`.
  case nist(String)
  /// A page that explains more, with its title.
  case page(title: String, url: String)

  /// The reference as one short text: `CIS Docker 4.1`, `CWE-250`.
  package var title: String {
    switch self {
    case .cis(let control): "CIS Docker \(control)"
    case .cwe(let number): "CWE-\(number)"
    case .nist(let section): "NIST SP 800-190 \(section)"
    case .page(let title, _): title
    }
  }

  /// Where to read it; nil for the CIS benchmark, which has no public page for each control.
  package var url: String? {
    switch self {
    case .cis: nil
    case .cwe(let number): "https://cwe.mitre.org/data/definitions/\(number).html"
    case .nist: "https://doi.org/10.6028/NIST.SP.800-190"
    case .page(_, let url): url
    }
  }
}
