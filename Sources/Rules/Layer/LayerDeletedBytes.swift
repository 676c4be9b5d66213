import Findings
import Images
import Policies

extension Rule {
  static let layerDeletedBytes = Rule(
    id: "layer-deleted-bytes",
    summary: "A layer deletes files from an earlier layer.",
    why: """
      A layer can only hide what is below it. Files deleted by a later instruction still ship with the image, \
      and can be read from it.
      """,
    fix: """
      Delete the files in the instruction that adds them, or build in a stage of its own and copy only what is \
      needed.
      """,
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a directory of sources",
        """
        layer: COPY src /src
          -rw-r--r-- 0:0 /src/data 1500000
        ▶ layer: RUN make && rm -rf /src
          delete /src
        """)
    ],
    silent: [
      .image(
        "a few bytes",
        """
        layer: COPY src /src
          -rw-r--r-- 0:0 /src/data 1500
        layer: RUN make && rm -rf /src
          delete /src
        """),
      .image(
        "a file that is still visible under another name",
        """
        layer: COPY src /src
          -rw-r--r-- 0:0 /src/data 1500000
          -rw-r--r-- 0:0 /data => /src/data
        layer: RUN rm /src/data
          delete /src/data
        """),
    ],
    check: .image { image, policy in
      WasteMatches.matches(.deleted, in: image, least: policy.image.smallestWaste)
    })
}
