import Findings
import Images
import Policies

extension Rule {
  static let layerRewrittenBytes = Rule(
    id: "layer-rewritten-bytes",
    summary: "A layer changes only the owner or mode of files, which copies them.",
    why: """
      A change of owner or mode stores the whole file in the layer again. These files kept their size and \
      time, as a separate chown or chmod step leaves them.
      """,
    fix: "Set owner and mode when you add the files: COPY --chown=10001:10001 --chmod=755 . /app.",
    severity: .low, confidence: .firm,
    references: [],
    triggering: [
      .image(
        "chown after COPY",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/server 1500000
        ▶ layer: RUN chown -R 10001 /app
          -rw-r--r-- 10001:10001 /app/server 1500000
        """)
    ],
    silent: [
      .image(
        "another size",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/server 1500000
        layer: COPY server /app/server
          -rw-r--r-- 0:0 /app/server 1600000
        """)
    ],
    check: .image { image, policy in
      WasteMatches.matches(.rewritten, in: image, least: policy.image.smallestWaste)
    })
}
