import Findings
import Images
import Policies

extension Rule {
  static let layerTooLarge = Rule(
    id: "layer-too-large",
    summary: "A layer is larger than the policy allows.",
    why: """
      A layer is pulled and unpacked as a whole: a large one cannot be fetched in parallel, and one changed \
      byte in it costs all of it.
      """,
    fix: """
      Copy what rarely changes before what often changes, each with an instruction of its own, and leave out \
      what does not run.
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
        "a size within the limit",
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
          "Layer \(number) has \(ByteCount.show(size)) unpacked, but the policy allows at most "
            + "\(ByteCount.show(policy.image.maximumLayerSize)).",
          bytes: size - policy.image.maximumLayerSize)
      }
    })
}
