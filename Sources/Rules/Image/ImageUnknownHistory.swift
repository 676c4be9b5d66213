import Findings
import Images

extension Rule {
  static let imageUnknownHistory = Rule(
    id: "image-unknown-history",
    summary: "The image does not record what made its layers.",
    why: """
      Only the history shows what a step downloaded, ran or took from a build argument. Without it, the layers \
      are files of unknown origin, and no rule about build steps applies.
      """,
    fix: "Build from a Dockerfile. Do not commit containers, import file systems or squash the history away.",
    severity: .note, confidence: .certain,
    references: [.nist("4.1.5")],
    triggering: [
      .image(
        "no history at all",
        """
        ▶ image: app:1.0
        layer:
          -rwxr-xr-x 0:0 /app 10
        """),
      .image(
        "a committed container",
        """
        Cmd: ["/server"]
        layer: COPY server / # buildkit
          -rwxr-xr-x 0:0 /server 10
        ▶ layer: bash
          -rwxr-xr-x 0:0 /more 10
        layer: /server
          -rwxr-xr-x 0:0 /most 10
        """),
    ],
    silent: [
      .image(
        "steps of a Dockerfile and of another tool",
        """
        Cmd: ["/server"]
        layer: bazel build //base
          -rw-r--r-- 0:0 /etc/os-release 10
        layer: COPY server / # buildkit
          -rwxr-xr-x 0:0 /server 10
        layer: RUN /bin/sh -c /server
          -rwxr-xr-x 0:0 /more 10
        """)
    ],
    needs: [.config],
    check: .image { image, _ in
      guard image.hasConfig else { return [] }
      let untold = image.layers.indices.filter { image.making(ofLayer: $0) == .untold }
      guard let first = untold.first else { return [] }
      guard untold.count < image.layers.count else {
        return [Match(.image, "The history does not record what made any layer.")]
      }
      let layers = Phrase.list(untold.map { "layer \($0)" }, most: 6)
      return [Match(.layer(first), "The history does not record what made \(layers).")]
    })
}
