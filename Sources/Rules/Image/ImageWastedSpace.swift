import Findings
import Images
import Policies

extension Rule {
  static let imageWastedSpace = Rule(
    id: "image-wasted-space",
    summary: "Later layers hide too much of the image.",
    why: """
      Every byte of every layer is stored and sent, even those of files that a later layer deletes or \
      replaces. Above the limit it is worth changing the Dockerfile.
      """,
    fix: "Read the findings for single layers, or run imgcheck layers IMAGE, to see what each layer wastes.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "less than nine tenths are visible",
        """
        ▶ image: shop:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/archive.tar 1500000
          -rw-r--r-- 0:0 /app/server 2000000
        layer: RUN tar xf /app/archive.tar && rm /app/archive.tar
          delete /app/archive.tar
        """),
      .image(
        "waste in the base image only",
        """
        image: shop:1.0
        layer: RUN fetch
          -rw-r--r-- 0:0 /archive.tar 1500000
        ▶ layer: RUN unpack && rm /archive.tar
          delete /archive.tar
        history: /bin/sh -c #(nop)  CMD ["bash"]
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/server 2000000
        """),
    ],
    silent: [
      .image(
        "more than nine tenths are visible",
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
      return [Origin.yours, .base].compactMap { origin in
        let wasted = waste.wasted(by: origin, in: image.history)
        guard policy.image.isTooMuch(wasted, of: waste.total) else { return nil }
        let groups = waste.groups.filter { image.history.origin(ofLayer: $0.hiddenBy) == origin }
        let related = groups.prefix(3).map { group in
          Match.Related(.layer(group.hiddenBy), "This layer hides \(ByteCount.show(group.bytes)).")
        }
        let share = "\(ByteCount.show(wasted)) of \(ByteCount.show(waste.total))"
        switch origin {
        case .yours:
          let percent = Int((100 * Double(waste.total - wasted) / Double(waste.total)).rounded(.down))
          return Match(
            .image, "Later layers hide \(share), so \(percent) % of the image is of use.",
            related: related, bytes: wasted)
        case .base:
          // The place says whose work it is.
          return groups.first.map { first in
            Match(
              .layer(first.hiddenBy), "Layers of the base image hide \(share).",
              subject: "base image",
              fix: "Choose a base image that wastes less space, or report it to its maintainer.",
              related: related, bytes: wasted)
          }
        }
      }
    })
}

extension ImagePolicy {
  /// Whether so many bytes that nobody sees are worth changing a Dockerfile for.
  fileprivate func isTooMuch(_ wasted: Int64, of total: Int64) -> Bool {
    guard wasted >= smallestWaste, total > 0 else { return false }
    return wasted > maximumWaste || 1 - Double(wasted) / Double(total) < minimumEfficiency
  }
}
