import Findings
import Images

extension Rule {
  static let imagePipeToShell = Rule(
    id: "image-pipe-to-shell",
    summary: "A build step downloads a script and runs it unchecked.",
    why: """
      Whoever controls the server, or the network path to it, decides what the build runs, and can send each \
      caller a different script. If the download breaks off, the shell runs the part that arrived.
      """,
    fix: """
      Download a fixed version, check its digest or signature, then run it; or install the distribution's \
      package.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(494)],
    triggering: [
      .image(
        "a pipeline",
        """
        ▶ history: RUN /bin/sh -c curl -fsSL https://example.com/install.sh | sh
        ▶ history: RUN /bin/sh -c wget -qO- https://example.com/setup | sudo -E bash -
        """),
      .image(
        "substitutions",
        """
        ▶ history: RUN /bin/sh -c bash -c "$(curl -fsSL https://example.com/install.sh)"
        ▶ history: RUN /bin/sh -c bash <(curl -s https://example.com/install.sh)
        ▶ history: /bin/bash -o pipefail -c curl -s https://example.com/get.py | python3 - --yes
        ▶ history: RUN /bin/sh -c eval "$(wget -qO- https://example.com/install.sh)"
        ▶ history: RUN /bin/sh -c su app -c true; sudo sh -c 'curl -s https://example.com/install.sh | sh'
        """),
    ],
    silent: [
      .image(
        "downloads that are not run",
        """
        history: RUN /bin/sh -c curl -fsSL https://example.com/app.tar.gz | tar xz -C /srv
        history: RUN /bin/sh -c curl -fsSL https://example.com/key.asc | gpg --dearmor -o /key.gpg
        history: RUN /bin/sh -c curl -o a.sh https://example.com/a.sh && echo '0123 a.sh' | sha256sum -c && sh a.sh
        """),
      .image(
        "a shell that does not read the download",
        """
        history: RUN /bin/sh -c echo 'exit 0' | sh && curl -O https://example.com/a
        history: RUN /bin/sh -c curl -s https://example.com/a | python3 -m json.tool
        history: RUN /bin/sh -c V=$(curl -s https://example.com/version) && bash build.sh $V
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        PipedDownload.all(in: step.commands).first.map { "\($0.sentence), without checking it." }
      }
    })
}

extension PipedDownload {
  /// `sh runs what curl downloads from https://example.com/install.sh`.
  var sentence: String {
    let source = address.map { " from \(Address.shown($0))" } ?? ""
    return "\(interpreter) runs what \(tool) downloads\(source)"
  }
}
