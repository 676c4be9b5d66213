import Findings
import Images

extension Rule {
  static let imageDigestMismatch = Rule(
    id: "image-digest-mismatch",
    summary: "The bytes of the image are not those that its digests and sizes promise.",
    why: """
      A digest says which bytes were built, signed and scanned. Other bytes mean that the archive was damaged or \
      changed afterwards: nothing that is known of the image holds for it.
      """,
    fix: "Do not use the archive. Save or pull the image again, and find out who wrote this one.",
    severity: .critical, confidence: .certain,
    references: [.cis("4.12"), .cwe(354)],
    triggering: [
      .image(
        "a layer that is not the one in the config",
        """
        layer: COPY app /
          -rwxr-xr-x 0:0 /app 10
        ▶ diffID: sha256:0000000000000000000000000000000000000000000000000000000000000000
        """)
    ],
    silent: [
      .image(
        "a layer that is",
        """
        layer: COPY app /
          -rwxr-xr-x 0:0 /app 10
        """)
    ],
    check: .image { image, _ in
      var groups: [(layer: Int?, what: String, digests: [String], sizes: [String])] = []
      for mismatch in image.mismatches {
        if groups.last?.layer != mismatch.layer || groups.last?.what != mismatch.what {
          groups.append((mismatch.layer, mismatch.what, [], []))
        }
        let last = groups.count - 1
        switch mismatch.measure {
        case .digest:
          groups[last].digests.append("\(mismatch.stated) is stated and \(mismatch.computed) computed")
        case .size:
          groups[last].sizes.append("\(mismatch.stated) are stated and \(mismatch.computed) are there")
        }
      }
      return groups.map { group in
        let place = group.layer.map { Place.layer($0) } ?? .image
        let texts = [("digest", group.digests), ("size", group.sizes)].filter { !$0.1.isEmpty }.map {
          "The \($0) of the \(group.what) is not that of its bytes: \(Phrase.list($1))."
        }
        // Where the digest is right the bytes are too, and only who wrote the size was wrong.
        return Match(
          place, texts.joined(separator: " "), subject: group.what,
          severity: group.digests.isEmpty ? .medium : nil)
      }
    })
}
