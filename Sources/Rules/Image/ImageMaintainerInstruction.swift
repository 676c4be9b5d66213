import Findings
import Images

extension Rule {
  static let imageMaintainerInstruction = Rule(
    id: "image-maintainer-instruction",
    summary: "The build uses MAINTAINER, which is deprecated.",
    why: """
      MAINTAINER sets a field that few tools show, and builders warn of it. A label is found by all of \
      them.
      """,
    fix: "Write LABEL org.opencontainers.image.authors=\"...\" instead.",
    severity: .note, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "MAINTAINER, by either builder",
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
        "the base image's",
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
        return Match(image.place(ofStep: index), "The build says MAINTAINER.")
      }
    })
}
