import Findings
import Images

extension Rule {
  static let imageRemoteAdd = Rule(
    id: "image-remote-add",
    summary: "ADD fetches a file and does not check what it got.",
    why: """
      Whatever the server sends on the day of the build becomes part of the image. Nobody notices when it \
      is something else than last time.
      """,
    fix: """
      Say what the file must be: ADD --checksum=sha256:... ADDRESS, or fetch it in a RUN that checks its \
      digest or signature.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(494)],
    triggering: [
      .image(
        "an address",
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
          image.place(ofStep: index), "ADD fetches \(Address.shown(address)) without a checksum.")
      }
    })
}
