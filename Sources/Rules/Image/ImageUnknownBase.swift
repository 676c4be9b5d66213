import Findings
import Images
import Policies

extension Rule {
  static let imageUnknownBase = Rule(
    id: "image-unknown-base",
    summary: "The image does not record its base image, but the policy requires it.",
    why: """
      Everything in the base image is in this image too. Without knowing the base, you cannot tell when it \
      gets security fixes.
      """,
    fix: """
      Record the base in the annotation or label org.opencontainers.image.base.name, with `scratch` for none. \
      Or pass the base image's archive with --base-image.
      """,
    severity: .low, confidence: .firm,
    references: [.nist("4.1.5")],
    triggering: [
      .image(
        "layers of an unnamed base",
        """
        policy: image: {require-base: true}
        ▶ image: app:1.0
        layer: /bin/sh -c #(nop) ADD file:0123456789abcdef in / 
          -rwxr-xr-x 0:0 /usr/bin/sh 1
        layer: COPY app /srv # buildkit
          -rw-r--r-- 0:0 /srv/app 1
        """)
    ],
    silent: [
      .image(
        "a label that names the base",
        """
        policy: image: {require-base: true}
        image: app:1.0
        Labels: org.opencontainers.image.base.name=docker.io/library/alpine:3.20
        layer: /bin/sh -c #(nop) ADD file:0123456789abcdef in / 
          -rwxr-xr-x 0:0 /usr/bin/sh 1
        """),
      .image(
        "a build from scratch",
        """
        policy: image: {require-base: true}
        image: app:1.0
        layer: COPY app / # buildkit
          -rwxr-xr-x 0:0 /app 1
        """),
      .image(
        "a policy that does not require a base",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /srv/app 1
        """),
    ],
    needs: [.config],
    check: .image { image, policy in
      guard policy.image.requiresBase, image.hasConfig, image.baseImageName == nil, !image.startsFromNothing
      else { return [] }
      switch image.history.basis {
      case .baseImage, .annotation: return []
      case .buildRecord, .guess, .none: break
      }
      // A policy that names the bases tells of an unknown one itself.
      guard !policy.image.requirements.contains(where: \.isAboutBases) else { return [] }
      return [
        Match(
          .image, "The label org.opencontainers.image.base.name is not set, so the base image is unknown.")
      ]
    })
}

extension Requirement {
  fileprivate var isAboutBases: Bool {
    if case .hasOnly(.base, _) = kind { return true }
    if case .hasNo(.base, _) = kind { return true }
    if case .hasBase = kind { return true }
    return false
  }
}
