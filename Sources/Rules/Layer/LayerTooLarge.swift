import Findings
import Images
import Policies

extension Rule {
  static let layerTooLarge = Rule(
    id: "layer-too-large",
    summary: "A layer is larger than its policy allows.",
    why: """
      A layer is pulled and unpacked as one piece: a large one cannot be fetched in parallel, and one \
      changed byte in it costs all of it.
      """,
    fix: """
      Copy what changes seldom before what changes often, each with an instruction of its own, and leave \
      out what does not run.
      """,
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "more than the limit",
        """
        policy: image: {max-layer-size: 4000}
        ▶ layer: COPY models /models
          -rw-r--r-- 0:0 /models/a 5000
        layer: COPY app /app
          -rw-r--r-- 0:0 /app/a 10
        """)
    ],
    silent: [
      .image(
        "less",
        """
        layer: COPY app /app
          -rw-r--r-- 0:0 /app/a 5000
        """)
    ],
    check: .image { image, policy in
      image.layers.enumerated().compactMap { number, layer in
        let size = layer.scan.unpackedSize
        guard size > policy.image.maximumLayerSize else { return nil }
        return Match(
          .layer(number),
          "The layer has \(ByteCount.show(size)) unpacked; at most "
            + "\(ByteCount.show(policy.image.maximumLayerSize)) is allowed.",
          bytes: size - policy.image.maximumLayerSize)
      }
    })
}
