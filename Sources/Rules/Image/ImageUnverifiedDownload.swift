import Findings
import Images

extension Rule {
  static let imageUnverifiedDownload = Rule(
    id: "image-unverified-download",
    summary: "A build step downloads something without checking the server's certificate.",
    why: """
      Without the certificate check, anyone on the network path can send the build anything: programs, \
      packages, scripts.
      """,
    fix: """
      Leave the check on. Install ca-certificates, or add your servers' certificate authority to the image.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(295)],
    triggering: [
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
        "a check that comes too early, and a setting undone too late",
        """
        ▶ history: RUN /bin/sh -c echo '0123 b' | sha256sum -c - && curl -k https://example.com/a -o a
        ▶ history: RUN /bin/sh -c git config --global http.sslVerify false && git clone https://example.com/a.git && git config --global --unset http.sslVerify
        ▶ history: RUN /bin/sh -c npm config set strict-ssl false && npm ci && npm config set strict-ssl true
        """),
    ],
    silent: [
      .image(
        "the certificate check left on",
        """
        history: RUN /bin/sh -c curl -fsSL --keepalive-time 5 https://example.com/a -o k
        history: RUN /bin/sh -c wget -q https://example.com/a
        history: RUN /bin/sh -c npm config set strict-ssl true
        """),
      .image(
        "a download checked by its digest, and a setting undone before use",
        """
        history: RUN /bin/sh -c curl -fsSLk https://example.com/a -o a && echo '0123 a' | sha256sum -c -
        history: RUN /bin/sh -c git -c http.sslVerify=false clone https://example.com/a.git && cd a && git checkout 0123456789abcdef0123456789abcdef01234567
        history: RUN /bin/sh -c git config --global http.sslVerify false && git config --global --unset http.sslVerify
        """),
      .image(
        "localhost",
        """
        history: RUN /bin/sh -c curl -k https://localhost:8443/ready
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        let outcome = StepOutcome(step.commands)
        let command = step.commands.enumerated().first { index, command in
          command.skipsCertificates && !command.isMadeGood(outcome, at: index)
        }
        return command.map { "'\($0.element.shown)' does not check the server's certificate." }
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

  /// Whether what it fetched is checked in another way, or the check is on again before anything is fetched.
  fileprivate func isMadeGood(_ outcome: StepOutcome, at index: Int) -> Bool {
    switch name {
    case "curl", "wget": return outcome.checks(after: index)
    case "pip", "pip3", "python", "python3": return has("--require-hashes")
    case "git" where has("config"):
      return outcome.isReset(
        after: index, by: { $0.name == "git" && $0.setsCertificateCheck },
        fetching: { $0.name == "git" && !$0.has("config") || $0.mayFetch })
        || outcome.pinsCommit(after: index)
    case "git": return outcome.pinsCommit(after: index)
    case "npm" where has("config"):
      return outcome.isReset(
        after: index, by: { $0.name == "npm" && $0.has("config") && ($0.has("true") || $0.has("delete")) },
        fetching: { ["npm", "npx", "yarn", "pnpm"].contains($0.name) && !$0.has("config") || $0.mayFetch })
    default: return false
    }
  }

  private var setsCertificateCheck: Bool {
    has("config") && arguments.contains { $0.lowercased() == "http.sslverify" }
      && (has("true") || has("--unset"))
  }

  /// Programs that may run others that fetch.
  private var mayFetch: Bool {
    ["make", "go", "cargo", "bundle", "composer", "pip", "pip3", "sh", "bash"].contains(name)
      || name.hasSuffix(".sh")
  }

  /// Whether the letter stands among short options, of which those that take a value end the word.
  private func hasShort(_ letter: Character) -> Bool {
    arguments.contains {
      $0.hasPrefix("-") && !$0.hasPrefix("--")
        && $0.dropFirst().prefix { !"oHXdudAeTm".contains($0) }.contains(letter)
    }
  }
}
