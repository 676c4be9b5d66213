import Findings
import Images
import Policies

extension Rule {
  static let imageTooLarge = Rule(
    id: "image-too-large",
    summary: "The image is larger than the policy allows.",
    why: """
      A large image takes longer to pull and costs more to store, and usually holds things that it does not \
      need.
      """,
    fix: """
      Find the largest layers with imgcheck layers IMAGE. Build in a stage of its own, and copy only what runs \
      into the final one.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "more than the limit",
        """
        policy: image: {max-size: 4000}
        ▶ image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/a 3000
        layer: COPY . /data
          -rw-r--r-- 0:0 /data/b 3000
        """)
    ],
    silent: [
      .image(
        "a size within the limit",
        """
        image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/a 3000
        """)
    ],
    check: .image { image, policy in
      // A blob that is several layers ships once.
      let sizes = image.layers.indices.map {
        image.repeats.contains($0) ? 0 : image.layers[$0].scan.unpackedSize
      }
      let sum = sizes.reduce(0, +)
      let base = sizes.indices.filter { image.history.origin(ofLayer: $0) == .base }.reduce(0) {
        $0 + sizes[$1]
      }
      guard sum > policy.image.maximumSize else { return [] }
      let largest = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(3)
      return [
        Match(
          .image,
          "The layers have \(ByteCount.show(sum)) unpacked, but the policy allows at most "
            + "\(ByteCount.show(policy.image.maximumSize))"
            + "\(base > 0 ? "; \(ByteCount.show(base)) of it is the base image's" : "").",
          related: largest.map {
            .init(.layer($0), "One of the largest layers, with \(ByteCount.show(sizes[$0])).")
          },
          bytes: sum - policy.image.maximumSize)
      ]
    })
}
