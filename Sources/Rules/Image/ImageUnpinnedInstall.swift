import Findings
import Images

extension Rule {
  static let imageUnpinnedInstall = Rule(
    id: "image-unpinned-install",
    summary: "A build step installs whatever version of a package is newest.",
    why: """
      The next build may bring another program than the one that was tested, and a version that somebody published \
      by taking over an account comes in at once.
      """,
    fix: """
      Name the version, as in pip install app==1.4.2 or npm install -g app@1.4.2, or install from a lock file: \
      npm ci, pip install --require-hashes -r requirements.txt.
      """,
    severity: .note, confidence: .firm,
    references: [.cwe(1357)],
    triggering: [
      .image(
        "package managers of languages",
        """
        ▶ history: RUN /bin/sh -c pip install --no-cache-dir gunicorn flask==3.0.0
        ▶ history: RUN /bin/sh -c npm install -g pm2
        ▶ history: RUN /bin/sh -c npm install --global @scope/tool
        ▶ history: RUN /bin/sh -c go install example.com/tool@latest
        ▶ history: RUN /bin/sh -c gem install bundler
        """)
    ],
    silent: [
      .image(
        "versions, lock files, and what the project brings",
        """
        history: RUN /bin/sh -c pip install gunicorn==22.0.0 'flask>=3,<4'
        history: RUN /bin/sh -c pip install -r requirements.txt
        history: RUN /bin/sh -c pip install . ./lib /src/app.whl
        history: RUN /bin/sh -c pip install --upgrade pip setuptools wheel
        history: RUN /bin/sh -c npm install
        history: RUN /bin/sh -c npm ci
        history: RUN /bin/sh -c npm install -g pm2@5.4.2 @scope/tool@1.0.0
        history: RUN /bin/sh -c npm install -g ./app.tgz
        history: RUN /bin/sh -c go install example.com/tool@v1.2.3
        history: RUN /bin/sh -c gem install bundler -v 2.5.1
        history: RUN /bin/sh -c pip install $PACKAGES
        """)
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        for command in step.commands {
          guard let package = command.unpinnedPackage else { continue }
          return "'\(command.shown)' installs whatever version of \(package) is newest."
        }
        return nil
      }
    })
}

extension ShellCommand {
  /// A package that the command installs without saying which version.
  fileprivate var unpinnedPackage: String? {
    switch name {
    case "pip", "pip3":
      guard subcommand == "install" else { return nil }
      return packages(optionsWithValue: Self.pipOptions).first {
        $0.isPackageName && !$0.contains { "=<>~!@;[".contains($0) } && !Self.tools.contains($0)
      }
    case "npm", "pnpm", "yarn":
      let isGlobal = has("-g", "--global") || name == "yarn" && subcommand == "global"
      guard isGlobal, ["install", "i", "add", "global"].contains(subcommand) else { return nil }
      return packages(optionsWithValue: ["--prefix", "--registry"]).first {
        $0.isPackageName && $0 != "add" && !$0.dropFirst().contains("@") && $0 != "npm"
      }
    case "go":
      guard subcommand == "install" else { return nil }
      return packages(optionsWithValue: []).first { $0.hasSuffix("@latest") }
        .map { String($0.dropLast("@latest".count)) }
    case "gem":
      guard subcommand == "install", !has("-v", "--version"),
        !arguments.contains(where: { $0.hasPrefix("--version=") })
      else { return nil }
      return packages(optionsWithValue: ["-i", "--install-dir", "-n", "--bindir"]).first {
        $0.isPackageName && !$0.contains(":")
      }
    default: return nil
    }
  }

  /// The operands after the subcommand.
  private func packages(optionsWithValue: Set<String>) -> [String] {
    var found: [String] = []
    var isValue = false
    for word in words.dropFirst() {
      if isValue {
        isValue = false
      } else if optionsWithValue.contains(word.text) {
        isValue = true
      } else if !word.text.hasPrefix("-"), word.isLiteral {
        found.append(word.text)
      }
    }
    return Array(found.dropFirst())
  }

  private static let pipOptions: Set<String> = [
    "-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-t", "--target",
    "-f", "--find-links", "--prefix", "--root", "-e", "--editable", "--trusted-host", "--proxy", "--timeout",
    "--platform", "--python-version", "--no-binary", "--only-binary", "--progress-bar", "--retries",
  ]

  /// The installer's own parts, which images renew before they install anything.
  private static let tools: Set<String> = ["pip", "setuptools", "wheel", "uv", "poetry-core"]
}

extension String {
  /// Whether it names a package of a registry, and not a file, a folder or an address.
  fileprivate var isPackageName: Bool {
    guard let first else { return false }
    if first == "@" { return true }
    return first.isASCII && (first.isLetter || first.isNumber) && !contains("/") && !contains(":")
      && ![".whl", ".tgz", ".gz", ".zip", ".gem"].contains { hasSuffix($0) }
  }
}
