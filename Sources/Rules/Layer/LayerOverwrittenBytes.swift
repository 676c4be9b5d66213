import Findings
import Images
import Policies

extension Rule {
  static let layerOverwrittenBytes = Rule(
    id: "layer-overwritten-bytes",
    summary: "A layer replaces files from an earlier layer.",
    why: "The replaced files still ship with the image.",
    fix: "Add each file once: copy the final version, or change the file in the instruction that adds it.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a newer version",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/server 1500000
        ▶ layer: RUN make install
          -rw-r--r-- 0:0 /app/server 1600000
        """)
    ],
    silent: [
      .image(
        "a small database",
        """
        layer: ADD rootfs.tar /
          package dpkg dpkg 1.21
        layer: RUN apt-get install curl
          package dpkg curl 7.88
        """)
    ],
    check: .image { image, policy in
      WasteMatches.matches(.overwritten, in: image, least: policy.image.smallestWaste)
    })
}
