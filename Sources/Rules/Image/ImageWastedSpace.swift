import Findings
import Images
import Policies

extension Rule {
  static let imageWastedSpace = Rule(
    id: "image-wasted-space",
    summary: "Too much of the image is never seen by a container.",
    why: """
      Every byte of every layer is stored and sent, also of files that a later layer deletes or \
      replaces. Beyond a limit that is worth changing the Dockerfile for.
      """,
    fix: "See the findings of single layers, or imgcheck layers, for what is wasted where.",
    severity: .medium, confidence: .certain,
    references: [],
    examples: [
      .image(
        "less than nine parts of ten are visible",
        """
        ▶ image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/archive.tar 1500000
          -rw-r--r-- 0:0 /app/server 2000000
        layer: RUN tar xf /app/archive.tar && rm /app/archive.tar
          delete /app/archive.tar
        """),
      .image(
        "more than nine parts of ten",
        """
        image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/notes 100000
          -rw-r--r-- 0:0 /app/server 2000000
        layer: RUN rm /app/notes
          delete /app/notes
        """),
      .image(
        "a few bytes of a small image",
        """
        image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/notes 100
        layer: RUN rm /app/notes
          delete /app/notes
        """),
    ],
    check: .image { image, policy in
      let waste = image.waste
      let limits = policy.image
      guard waste.wasted >= limits.smallestWaste,
        waste.wasted > limits.maximumWaste || waste.score < limits.minimumEfficiency
      else { return [] }
      let percent = Int((waste.score * 100).rounded(.down))
      return [
        Match(
          .image,
          "\(ByteCount.show(waste.wasted)) of \(ByteCount.show(waste.total)) of files are hidden by later layers: "
            + "\(percent) % of the image is of use.",
          related: waste.groups.prefix(3).map { group in
            .init(.layer(group.hiddenBy), "\(ByteCount.show(group.bytes)) are hidden here.")
          },
          bytes: waste.wasted)
      ]
    })
}
