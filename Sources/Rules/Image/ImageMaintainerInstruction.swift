import Findings
import Images

extension Rule {
  static let imageMaintainerInstruction = Rule(
    id: "image-maintainer-instruction",
    summary: "The Dockerfile uses MAINTAINER, which is deprecated.",
    why: """
      MAINTAINER sets a field that few tools show, and builders warn about it. Every tool can read a label.
      """,
    fix: "Replace it with a label: LABEL org.opencontainers.image.authors=\"team@example.com\".",
    severity: .note, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "MAINTAINER with either builder",
        """
        ▶ history: MAINTAINER team@example.com
        ▶ history: /bin/sh -c #(nop)  MAINTAINER team@example.com
        """)
    ],
    silent: [
      .image(
        "a label",
        """
        history: LABEL org.opencontainers.image.authors=team@example.com
        """),
      .image(
        "MAINTAINER in the base image",
        """
        history: /bin/sh -c #(nop) MAINTAINER team@example.com
        layer: /bin/sh -c #(nop) ADD file:0123 in / 
          -rw-r--r-- 0:0 /a 1
        history: /bin/sh -c #(nop)  CMD ["bash"]
        layer: COPY app /srv # buildkit
          -rw-r--r-- 0:0 /srv/app 1
        """),
    ],
    check: .image { image, _ in
      image.history.steps.enumerated().compactMap { index, step in
        guard step.keyword == "MAINTAINER", image.history.origin(ofStep: index) == .yours else { return nil }
        return Match(image.place(ofStep: index), "MAINTAINER \(step.arguments) is a deprecated instruction.")
      }
    })
}
