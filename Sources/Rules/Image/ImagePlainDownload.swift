import Findings
import Images

extension Rule {
  static let imagePlainDownload = Rule(
    id: "image-plain-download",
    summary: "A build step downloads over plain HTTP without checking what came.",
    why: """
      Anyone on the network path can send the build anything: programs, packages, scripts.
      """,
    fix: "Write https:// in the address, or check the digest: echo 'DIGEST FILE' | sha256sum -c -.",
    severity: .medium, confidence: .certain,
    references: [.cwe(319), .cwe(494)],
    triggering: [
      .image(
        "curl, wget, git and ADD",
        """
        ▶ history: RUN /bin/sh -c curl -fsSL http://example.com/a -o a
        ▶ history: RUN /bin/sh -c wget http://example.com/a
        ▶ history: RUN /bin/sh -c git clone http://example.com/app.git
        ▶ history: ADD http://example.com/app.tar.gz /srv/ # buildkit
        """),
      .image(
        "an index of packages",
        """
        ▶ history: RUN /bin/sh -c pip install --index-url http://pypi.example.com/simple app
        ▶ history: RUN /bin/sh -c npm install --registry=http://npm.example.com app
        """),
    ],
    silent: [
      .image(
        "HTTPS, a digest, and the host itself",
        """
        history: RUN /bin/sh -c curl -fsSL https://example.com/a -o a
        history: RUN /bin/sh -c curl -fsSL http://example.com/a -o a && echo '0123 a' | sha256sum -c -
        history: RUN /bin/sh -c curl http://localhost:8080/ready
        history: RUN /bin/sh -c wget http://127.0.0.1/ready
        history: ADD --checksum=sha256:0123456789abcdef http://example.com/app.tar.gz /srv/ # buildkit
        """),
      .image(
        "apt, whose packages are signed, and an address that nothing fetches",
        """
        history: RUN /bin/sh -c echo 'deb http://deb.example.org/debian bookworm main' > /etc/apt/sources.list && apt-get update
        """),
    ],
    check: .image { image, _ in
      let runs = image.matchSteps { step in
        let outcome = StepOutcome(step.commands)
        for (index, command) in step.commands.enumerated() {
          guard let address = command.plainAddress, !outcome.checks(after: index),
            !command.has("--require-hashes")
          else { continue }
          return "\(command.name) downloads \(Address.shown(address)) over plain HTTP."
        }
        return nil
      }
      let adds = image.history.steps.enumerated().compactMap { index, step -> Match? in
        guard step.keyword == "ADD", image.history.origin(ofStep: index) == .yours,
          let add = AddInstruction(step.arguments), !add.hasChecksum,
          let address = add.sources.first(where: { PlainAddress.isFar($0[...]) })
        else { return nil }
        return Match(
          image.place(ofStep: index), "ADD downloads \(Address.shown(address)) over plain HTTP.")
      }
      return runs + adds
    })
}

extension ShellCommand {
  /// The address of another host from which the command fetches over plain HTTP.
  fileprivate var plainAddress: String? {
    guard ["curl", "wget", "git", "pip", "pip3", "npm", "yarn", "pnpm", "gem"].contains(name) else {
      return nil
    }
    if name == "git", !["clone", "fetch", "pull", "submodule"].contains(subcommand) { return nil }
    return arguments.lazy.compactMap { argument -> String? in
      guard let start = argument.firstRange(of: "http://") else { return nil }
      // An option may stand before it; text around it, such as a header, is something else.
      guard start.lowerBound == argument.startIndex || argument.hasPrefix("-") else { return nil }
      let address = argument[start.lowerBound...]
      return PlainAddress.isFar(address) ? String(address) : nil
    }.first
  }
}

/// Addresses of plain HTTP.
private enum PlainAddress {
  /// Whether an address is one of plain HTTP that leads to another host.
  static func isFar(_ address: Substring) -> Bool {
    guard address.hasPrefix("http://") else { return false }
    let host = address.dropFirst("http://".count).prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    return !host.isEmpty && !host.hasPrefix("localhost") && !host.hasPrefix("127.")
      && !host.hasPrefix("[::1]")
      && !host.hasPrefix("0.0.0.0")
  }
}
