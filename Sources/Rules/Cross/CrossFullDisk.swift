import Findings
import Images
import Policies

extension Rule {
  static let crossFullDisk = Rule(
    id: "cross-full-disk",
    summary: "The images together need more disk than the host has for them.",
    why: """
      An engine keeps every image unpacked; a layer that several images or services share is kept once. When the disk \
      is full, pulls fail half-way, databases stop, and logs end where they would explain it.
      """,
    fix:
      "Let images share a base, make the largest smaller, or give the host more disk and say so in host.disk.",
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
      .image("a policy that does not say", "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/a 900000"),
    ],
    check: .images { images, policy in
      guard let disk = policy.host?.disk else { return [] }
      let needed = ImageSpace.bytes(of: images)
      guard needed > disk, let largest = images.indices.max(by: { images[$0].bytes < images[$1].bytes })
      else {
        return []
      }
      let others = images.count == 1 ? "It" : "\(images.count) images together"
      return [
        (
          largest,
          Match(
            .image,
            "\(others) need \(ByteCount.show(needed)) of disk; the host has \(ByteCount.show(disk)) for images. \(images[largest].name) needs most with \(ByteCount.show(images[largest].bytes)).",
            bytes: needed - disk)
        )
      ]
    })
}

extension ImageFacts {
  /// Bytes of its layers, unpacked.
  fileprivate var bytes: Int64 { layers.reduce(0) { $0 + $1.scan.unpackedSize } }
}
