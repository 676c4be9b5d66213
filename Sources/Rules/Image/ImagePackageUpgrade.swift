import Findings
import Images

extension Rule {
  static let imagePackageUpgrade = Rule(
    id: "image-package-upgrade",
    summary: "A build step upgrades all packages of the base image.",
    why: """
      The image then depends on the day of the build, and it holds every upgraded file twice: in the base \
      image's layer and in this one.
      """,
    fix: """
      Build on a newer base image, pinned by digest. If one package cannot wait, upgrade it by name: apt-get \
      install -y --only-upgrade PACKAGE.
      """,
    severity: .note, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "apt-get",
        """
        ▶ history: RUN /bin/sh -c apt-get update && apt-get upgrade -y
        ▶ history: RUN /bin/sh -c apt-get update && apt-get -y dist-upgrade
        """),
      .image(
        "other package managers",
        """
        ▶ history: RUN /bin/sh -c apk -U upgrade
        ▶ history: RUN /bin/sh -c yum -y update && yum clean all
        ▶ history: RUN /bin/sh -c dnf upgrade -y --setopt=tsflags=nodocs
        ▶ history: RUN /bin/sh -c zypper dup
        """),
    ],
    silent: [
      .image(
        "a single package",
        """
        history: RUN /bin/sh -c apt-get update && apt-get install -y --only-upgrade openssl
        history: RUN /bin/sh -c yum update -y openssl
        history: RUN /bin/sh -c apk upgrade libssl3
        """),
      .image(
        "upgrades of other things",
        """
        history: RUN /bin/sh -c pip install --upgrade pip
        history: RUN /bin/sh -c npm update
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        step.commands.first(where: \.upgradesAll).map {
          "'\($0.shown)' upgrades every package of the base image."
        }
      }
    })
}

extension ShellCommand {
  fileprivate var upgradesAll: Bool {
    switch name {
    case "apt-get", "apt", "aptitude":
      ["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"].contains(subcommand)
    case "apk": subcommand == "upgrade" && isAlone
    case "yum", "dnf", "microdnf": ["update", "upgrade", "distro-sync"].contains(subcommand) && isAlone
    case "zypper": ["update", "up", "dist-upgrade", "dup", "patch"].contains(subcommand) && isAlone
    default: false
    }
  }

  /// Whether no package is named.
  private var isAlone: Bool { arguments.filter { !$0.hasPrefix("-") }.count == 1 }
}
