import Findings
import Images
import Policies

extension Rule {
  static let layerRewrittenBytes = Rule(
    id: "layer-rewritten-bytes",
    summary: "A layer changes only owner or mode of files, and so copies them.",
    why: """
      A changed owner or mode makes a layer hold the whole file again. The files here have the size and \
      time they had before, as chown and chmod in an instruction of their own leave them.
      """,
    fix: "Set owner and mode where the files come in: COPY --chown=10001:10001 --chmod=755.",
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
