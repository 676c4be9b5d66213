import Findings
import Images

extension Rule {
  static let imageUnverifiedDownload = Rule(
    id: "image-unverified-download",
    summary: "A step fetches something and does not check who sends it.",
    why: """
      Without the check of the certificate, whoever stands on the way can send the build anything: \
      programs, packages, scripts.
      """,
    fix: """
      Leave the check on. Install ca-certificates, or add the authority of your own servers to the image.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(295)],
    examples: [
      .image(
        "curl and wget",
        """
        ▶ history: RUN /bin/sh -c curl -fsSLk https://example.com/a -o a
        ▶ history: RUN /bin/sh -c wget --no-check-certificate https://example.com/a
        """),
      .image(
        "package managers and git",
        """
        ▶ history: RUN /bin/sh -c pip install --trusted-host pypi.example.com app
        ▶ history: RUN /bin/sh -c npm config set strict-ssl false
        ▶ history: RUN /bin/sh -c git -c http.sslVerify=false clone https://example.com/app.git
        ▶ history: RUN /bin/sh -c GIT_SSL_NO_VERIFY=true git clone https://example.com/app.git
        """),
      .image(
        "the check left on",
        """
        history: RUN /bin/sh -c curl -fsSL --keepalive-time 5 https://example.com/a -o k
        history: RUN /bin/sh -c wget -q https://example.com/a
        history: RUN /bin/sh -c npm config set strict-ssl true
        """),
      .image(
        "the machine itself",
        """
        history: RUN /bin/sh -c curl -k https://localhost:8443/ready
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        step.commands.first(where: \.skipsCertificates).map {
          "'\($0.shown)' does not check the certificate."
        }
      }
    })
}

extension ShellCommand {
  fileprivate var skipsCertificates: Bool {
    if assignments.contains(where: { TLSSwitches.isOff($0.text) }) { return true }
    switch name {
    case "export": return arguments.contains(where: TLSSwitches.isOff)
    case "curl":
      return (has("--insecure") || hasShort("k"))
        && !arguments.contains { $0.contains("//localhost") || $0.contains("//127.") }
    case "wget": return has("--no-check-certificate")
    case "pip", "pip3", "python", "python3": return arguments.contains { $0.hasPrefix("--trusted-host") }
    case "npm", "yarn", "pnpm":
      return arguments.contains("--strict-ssl=false") || arguments.contains("strict-ssl=false")
        || arguments.indices.dropLast().contains {
          arguments[$0] == "strict-ssl" && arguments[$0 + 1] == "false"
        }
    case "git":
      return arguments.contains { $0.lowercased() == "http.sslverify=false" }
        || arguments.indices.dropLast().contains {
          arguments[$0].lowercased() == "http.sslverify" && arguments[$0 + 1] == "false"
        }
    default: return false
    }
  }

  /// Whether the letter stands among short options, of which those that take a value end the word.
  private func hasShort(_ letter: Character) -> Bool {
    arguments.contains {
      $0.hasPrefix("-") && !$0.hasPrefix("--")
        && $0.dropFirst().prefix { !"oHXdudAeTm".contains($0) }.contains(letter)
    }
  }
}
