import Findings
import Images
import Policies

extension Rule {
  static let imageTooLarge = Rule(
    id: "image-too-large",
    summary: "The image is larger than its policy allows.",
    why: """
      Size is the time of each pull, the cost of each copy, and most often a sign that things are in the \
      image that it does not need.
      """,
    fix: """
      Look at the largest layers with imgcheck layers; build in a stage of its own and copy only what \
      runs.
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
        "less",
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
          "The layers have \(ByteCount.show(sum)) unpacked; at most \(ByteCount.show(policy.image.maximumSize)) is "
            + "allowed\(base > 0 ? ", and the base image has \(ByteCount.show(base)) of them" : "").",
          related: largest.map {
            .init(.layer($0), "One of the largest layers: \(ByteCount.show(sizes[$0])).")
          },
          bytes: sum - policy.image.maximumSize)
      ]
    })
}
