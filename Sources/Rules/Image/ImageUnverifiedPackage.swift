import Findings
import Images

extension Rule {
  static let imageUnverifiedPackage = Rule(
    id: "image-unverified-package",
    summary: "A build step installs packages without checking their signatures.",
    why: """
      Only the signature distinguishes a distribution's package from a stranger's: neither mirrors nor the network \
      path to them can be trusted.
      """,
    fix:
      "Add the repository's key (signed-by in apt, rpm --import, or /etc/apk/keys), and leave the check on.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.11"), .cwe(347)],
    triggering: [
      .image(
        "apt",
        """
        ▶ history: RUN /bin/sh -c apt-get install -y --allow-unauthenticated app
        ▶ history: RUN /bin/sh -c echo 'deb [trusted=yes] https://example.com stable main' > /etc/apt/sources.list.d/app.list
        """),
      .image(
        "apk, dnf, zypper and rpm",
        """
        ▶ history: RUN /bin/sh -c apk add --allow-untrusted app.apk
        ▶ history: RUN /bin/sh -c dnf install -y --nogpgcheck app
        ▶ history: RUN /bin/sh -c zypper --no-gpg-checks install app
        ▶ history: RUN /bin/sh -c rpm -i --nosignature app.rpm
        """),
      .image(
        "a repository from elsewhere, and packages that the check does not cover",
        """
        ▶ history: RUN /bin/sh -c echo 'deb [trusted=yes] file:///mnt/repo ./' > /etc/apt/sources.list.d/t.list
        ▶ history: RUN /bin/sh -c echo '0123 a.tar' | sha256sum -c - && apt-get install -y --allow-unauthenticated app
        ▶ history: RUN /bin/sh -c apk add --allow-untrusted app.apk && echo '0123 app.apk' | sha256sum -c -
        ▶ history: RUN /bin/sh -c printf 'Types: deb\\nURIs: https://example.com\\nTrusted: yes\\n' > /etc/apt/sources.list.d/a.sources
        """),
    ],
    silent: [
      .image(
        "packages that the step built or checked itself",
        """
        history: RUN /bin/sh -c t="$(mktemp -d)" && echo "deb [ trusted=yes ] file://$t ./" > /etc/apt/sources.list.d/t.list && apt-get update && rm -rf "$t"
        history: RUN /bin/sh -c cd /repo && dpkg-scanpackages . > Packages && echo 'deb [trusted=yes] file:/repo ./' > /etc/apt/sources.list.d/t.list
        history: RUN /bin/sh -c echo '0123 app.apk' | sha256sum -c - && apk add --allow-untrusted app.apk
        history: RUN /bin/sh -c rpmbuild -bb app.spec && dnf install -y --nogpgcheck /root/rpmbuild/RPMS/app.rpm
        """),
      .image(
        "the signature check left on",
        """
        history: RUN /bin/sh -c apt-get install -y app
        history: RUN /bin/sh -c apk add --no-cache app
        history: RUN /bin/sh -c echo 'deb [signed-by=/key.gpg] https://example.com stable main' > /etc/apt/sources.list.d/app.list
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        let outcome = StepOutcome(step.commands)
        let command = step.commands.enumerated().first { index, command in
          command.skipsSignatures && !command.takesKnownPackages(outcome, at: index)
        }
        return command.map { "'\($0.element.shown)' does not check the packages' signatures." }
      }
    })
}

extension ShellCommand {
  fileprivate var skipsSignatures: Bool {
    switch name {
    case "apt-get", "apt": has("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories")
    case "apk": has("--allow-untrusted")
    case "yum", "dnf", "microdnf": has("--nogpgcheck", "--no-gpgchecks")
    case "zypper": has("--no-gpg-checks", "--allow-unsigned-rpm")
    case "rpm": has("--nosignature", "--nodigest")
    case "echo", "printf": arguments.contains(where: Self.trustsRepository)
    default: false
    }
  }

  /// A line of `sources.list`, or the fields of a `.sources` file.
  private static func trustsRepository(_ text: String) -> Bool {
    text.hasPrefix("deb") && text.contains("trusted=yes")
      || text.contains("URIs:") && text.lowercased().contains("trusted: yes")
  }

  /// Whether the step made the packages, or checked them by itself: nobody can sign what has just been built.
  fileprivate func takesKnownPackages(_ outcome: StepOutcome, at index: Int) -> Bool {
    switch name {
    case "echo", "printf":
      let words = arguments.joined(separator: " ").split { $0.isWhitespace || $0 == "\\" }
      let repositories = words.filter { $0.contains(":/") }
      return !repositories.isEmpty
        && repositories.allSatisfy { address in
          guard let path = Self.localPath(address) else { return false }
          return outcome.buildsPackages || outcome.makes(path)
        }
    case "rpm":
      let files = operands
      return !files.isEmpty && files.allSatisfy(Self.isPackageFile)
        && (outcome.buildsPackages || outcome.checks(before: index))
    default:
      let files = operands.dropFirst()
      return !files.isEmpty && files.allSatisfy(Self.isPackageFile)
        && (outcome.buildsPackages || outcome.checks(before: index))
    }
  }

  /// The directory of a repository on the machine itself: `file:/repo` and `file:///repo`.
  private static func localPath(_ address: Substring) -> String? {
    let scheme = address.prefix { $0 != ":" }
    guard scheme == "file" || scheme == "copy" else { return nil }
    let path = address.dropFirst(scheme.count + 1)
    return String(path.hasPrefix("//") ? path.dropFirst(2) : path)
  }

  private static func isPackageFile(_ word: String) -> Bool {
    !word.contains("://") && ["deb", "apk", "rpm"].contains { word.hasSuffix("." + $0) }
  }
}
