import Findings
import Images

extension Rule {
  static let imageDigestMismatch = Rule(
    id: "image-digest-mismatch",
    summary: "The image's bytes do not match its digests or sizes.",
    why: """
      A digest identifies the bytes that were built, signed and scanned. Different bytes mean that the archive \
      was damaged or changed afterwards, so nothing known about the image applies to it.
      """,
    fix: "Do not use this archive. Save or pull the image again, and find out what wrote this one.",
    severity: .critical, confidence: .certain,
    references: [.cis("4.12"), .cwe(354)],
    triggering: [
      .image(
        "a layer that differs from its diff ID",
        """
        layer: COPY app /
          -rwxr-xr-x 0:0 /app 10
        ▶ diffID: sha256:0000000000000000000000000000000000000000000000000000000000000000
        """)
    ],
    silent: [
      .image(
        "a layer that matches its diff ID",
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
          groups[last].digests.append(
            "\(mismatch.stated) is recorded, but the bytes give \(mismatch.computed)")
        case .size:
          groups[last].sizes.append("\(mismatch.stated) are recorded, but \(mismatch.computed) are present")
        }
      }
      return groups.map { group in
        let place = group.layer.map { SymbolicLocation.layer($0) } ?? .image
        let texts = [("digest", group.digests), ("size", group.sizes)].filter { !$0.1.isEmpty }.map {
          "The \($0) of the \(group.what) does not match its bytes: \(Phrase.list($1))."
        }
        // Where the digest is right the bytes are too, and only who wrote the size was wrong.
        return Match(
          place, texts.joined(separator: " "), subject: group.what,
          severity: group.digests.isEmpty ? .medium : nil)
      }
    })
}
