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
        for (index, command) in step.commands.enumerated() where command.readsScript {
          if command.connection == .pipe, index > 0 {
            let pipeline = step.commands[..<index].suffix(PipedScript.longestPipeline)
            let start = pipeline.lastIndex { $0.connection != .pipe } ?? pipeline.startIndex
            if let download = pipeline[start...].first(where: \.isDownload) {
              return PipedScript.message(download, command)
            }
          } else if index > 0, step.commands[index - 1].connection == .substitution,
            step.commands[index - 1].isDownload
          {
            return PipedScript.message(step.commands[index - 1], command)
          }
        }
        return nil
      }
    })
}

private enum PipedScript {
  static let longestPipeline = 8

  static func message(_ download: ShellCommand, _ shell: ShellCommand) -> String {
    let address =
      download.arguments.last { $0.contains("://") }.map { " from \(Address.shown($0))" } ?? ""
    return "\(shell.name) runs what \(download.name) downloads\(address), without checking it."
  }
}

extension ShellCommand {
  fileprivate var isDownload: Bool { name == "curl" || name == "wget" }

  /// Whether it is a shell or interpreter that takes its script from its input or from a substitution.
  fileprivate var readsScript: Bool {
    let interpreters = [
      "sh", "bash", "ash", "dash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php",
    ]
    guard interpreters.contains(name) else { return false }
    if let script = arguments.firstIndex(of: "-c") {
      return script + 1 < arguments.count
        && ["$(curl", "$(wget", "`curl", "`wget"].contains { arguments[script + 1].hasPrefix($0) }
    }
    let first = arguments.first { $0 != "-e" && $0 != "-x" && $0 != "-u" } ?? "-"
    return first == "-" || first == "-s" || first == "--" || first == "/dev/stdin"
  }
}
