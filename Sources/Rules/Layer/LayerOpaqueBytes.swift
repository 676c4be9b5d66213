import Findings
import Images
import Policies

extension Rule {
  static let layerOpaqueBytes = Rule(
    id: "layer-opaque-bytes",
    summary: "A layer hides all that was in a directory.",
    why: """
      An opaque directory takes the place of the one below it. What was there ships with the image and \
      no container sees it.
      """,
    fix: "Leave the directory out of the earlier layer, or fill it once.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a directory that was made anew",
        """
        layer: COPY data /data
          -rw-r--r-- 0:0 /data/old 1500000
        ▶ layer: RUN rm -rf /data && mkdir /data
          opaque /data
        """)
    ],
    silent: [
      .image(
        "nothing was in it",
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
