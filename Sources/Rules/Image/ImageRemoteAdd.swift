import Findings
import Images

extension Rule {
  static let imageRemoteAdd = Rule(
    id: "image-remote-add",
    summary: "ADD downloads a file without checking it.",
    why: """
      Whatever the server sends on the day of the build becomes part of the image, and nobody notices a \
      change.
      """,
    fix: """
      State the file's digest: ADD --checksum=sha256:DIGEST URL /srv/. Or download it in a RUN step that \
      checks its digest or signature.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(494)],
    triggering: [
      .image(
        "a URL",
        """
        ▶ history: ADD https://example.com/app.tar.gz /srv/ # buildkit
        """)
    ],
    silent: [
      .image(
        "a checksum",
        """
        history: ADD --checksum=sha256:0123456789abcdef https://example.com/app.tar.gz /srv/ # buildkit
        """),
      .image(
        "a repository at a commit",
        """
        history: ADD https://example.com/app.git#0123456789abcdef0123456789abcdef01234567 /srv # buildkit
        """),
      .image(
        "a file",
        """
        history: ADD app.tar.gz /srv/ # buildkit
        """),
    ],
    check: .image { image, _ in
      image.history.steps.enumerated().compactMap { index, step in
        guard step.keyword == "ADD", image.history.origin(ofStep: index) == .yours,
          let add = AddInstruction(step.arguments), !add.hasChecksum,
          let address = add.sources.first(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") }),
          !address.contains(".git")
        else { return nil }
        return Match(
          image.place(ofStep: index), "ADD downloads \(Address.shown(address)) without a checksum.")
      }
    })
}
