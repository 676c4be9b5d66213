import Findings
import Images
import Policies

extension Rule {
  static let crossFullDisk = Rule(
    id: "cross-full-disk",
    summary: "The images together need more disk than the host has for them.",
    why: """
      An engine stores every image unpacked, and a layer that images share only once. When the disk is full, \
      pulls fail, databases stop, and logs end before they explain why.
      """,
    fix: """
      Let images share a base image, shrink the largest, or raise `host.disk` in the policy if the host has \
      more.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .image(
        "two layers on a small disk",
        """
        ▶ image: shop:1.0
        policy: host: {disk: 1MB}
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/a 900000
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/b 900000
        """)
    ],
    silent: [
      .image(
        "enough disk",
        """
        image: shop:1.0
        policy: host: {disk: 1GB}
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/a 900000
        """),
      .image("a policy without a disk size", "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/a 900000"),
    ],
    check: .images { images, policy in
      guard let disk = policy.host?.disk else { return [] }
      let needed = ImageSpace.bytes(of: images)
      guard needed > disk, let largest = images.indices.max(by: { images[$0].bytes < images[$1].bytes })
      else {
        return []
      }
      let sum = "\(ByteCount.show(needed)) of disk, but the host has \(ByteCount.show(disk)) for images."
      let name = images[largest].name
      let message =
        images.count == 1
        ? "\(name) needs \(sum)"
        : "\(images.count) images together need \(sum) \(name) needs the most with \(ByteCount.show(images[largest].bytes))."
      return [
        (
          largest,
          Match(
            .image,
            message,
            bytes: needed - disk)
        )
      ]
    })
}

extension ImageFacts {
  /// Bytes of its layers, unpacked.
  fileprivate var bytes: Int64 { layers.reduce(0) { $0 + $1.scan.unpackedSize } }
}
