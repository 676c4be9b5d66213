import Findings
import Images

extension Rule {
  static let imageDigestMismatch = Rule(
    id: "image-digest-mismatch",
    summary: "The bytes of the image are not those that its digests promise.",
    why: """
      A digest says which bytes were built, signed and scanned. Other bytes mean that the archive was damaged or \
      changed afterwards: nothing that is known of the image holds for it.
      """,
    fix: "Do not use the archive. Save or pull the image again, and find out who wrote this one.",
    severity: .critical, confidence: .certain,
    references: [.cis("4.12"), .cwe(354)],
    examples: [
      .image(
        "a layer that is not the one in the config",
        """
        layer: COPY app /
          -rwxr-xr-x 0:0 /app 10
        ▶ diffID: sha256:0000000000000000000000000000000000000000000000000000000000000000
        """),
      .image(
        "a layer that is",
        """
        layer: COPY app /
          -rwxr-xr-x 0:0 /app 10
        """),
    ],
    check: .image { image, _ in
      var groups: [(layer: Int?, what: String, messages: [String])] = []
      for mismatch in image.mismatches {
        let message = "\(mismatch.stated) is stated and \(mismatch.computed) computed"
        if let last = groups.last, last.layer == mismatch.layer, last.what == mismatch.what {
          groups[groups.count - 1].messages.append(message)
        } else {
          groups.append((mismatch.layer, mismatch.what, [message]))
        }
      }
      return groups.map { group in
        let place = group.layer.map { Place.layer($0) } ?? .image
        let text = "The digest of the \(group.what) is not that of its bytes: \(Phrase.list(group.messages))."
        return Match(place, text, subject: group.what)
      }
    })
}
