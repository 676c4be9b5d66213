import Findings
import Images
import Policies

extension Rule {
  static let layerOpaqueBytes = Rule(
    id: "layer-opaque-bytes",
    summary: "A layer hides everything that was in a directory.",
    why: """
      An opaque directory replaces the one below it. The old contents still ship with the image, but no \
      container sees them.
      """,
    fix: "Leave the directory out of the earlier layer, or fill it only once.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a recreated directory",
        """
        layer: COPY data /data
          -rw-r--r-- 0:0 /data/old 1500000
        ▶ layer: RUN rm -rf /data && mkdir /data
          opaque /data
        """)
    ],
    silent: [
      .image(
        "a directory that was empty",
        """
        layer: COPY a /data
          -rw-r--r-- 0:0 /other/old 1500000
        layer: RUN mkdir /data
          opaque /data
        """)
    ],
    check: .image { image, policy in
      WasteMatches.matches(.opaque, in: image, least: policy.image.smallestWaste)
    })
}
