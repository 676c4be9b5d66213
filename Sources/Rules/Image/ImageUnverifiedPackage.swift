import Findings
import Images

extension Rule {
  static let imageUnverifiedPackage = Rule(
    id: "image-unverified-package",
    summary: "A step installs packages and does not check who signed them.",
    why: """
      The signature is all that tells a distribution's package from a stranger's: mirrors and the way to \
      them are not to be trusted.
      """,
    fix: """
      Add the repository's key (signed-by, rpm --import, /etc/apk/keys) and leave the check on.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.11"), .cwe(347)],
    examples: [
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
        "the check left on",
        """
        history: RUN /bin/sh -c apt-get install -y app
        history: RUN /bin/sh -c apk add --no-cache app
        history: RUN /bin/sh -c echo 'deb [signed-by=/key.gpg] https://example.com stable main' > /etc/apt/sources.list.d/app.list
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        step.commands.first(where: \.skipsSignatures).map { "'\($0.shown)' does not check signatures." }
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
    case "echo", "printf": arguments.contains { $0.hasPrefix("deb") && $0.contains("trusted=yes") }
    default: false
    }
  }
}
