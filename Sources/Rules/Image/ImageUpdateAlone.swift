import Findings
import Images

extension Rule {
  static let imageUpdateAlone = Rule(
    id: "image-update-alone",
    summary: "A build step updates the package lists but installs nothing.",
    why: """
      The builder caches the step's layer: a later step installs from lists that may be months old, and fails \
      or gets old packages.
      """,
    fix: """
      Update and install in one step: RUN apt-get update && apt-get install -y PACKAGE && rm -rf \
      /var/lib/apt/lists/*.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.7")],
    triggering: [
      .image(
        "apt-get",
        """
        ▶ history: RUN /bin/sh -c apt-get update
        history: RUN /bin/sh -c apt-get install -y curl
        """),
      .image(
        "the classic builder and other package managers",
        """
        ▶ history: /bin/sh -c apk update
        ▶ history: /bin/sh -c zypper refresh
        ▶ history: /bin/sh -c sudo apt update -y && echo done
        """),
    ],
    silent: [
      .image(
        "both in one step, in any order of lines",
        """
        history: RUN /bin/sh -c apt-get update && apt-get install -y curl
        history: RUN /bin/sh -c set -eux; apt-get update; apt-get -qq install curl
        history: RUN /bin/sh -c apk update && apk add curl
        """),
      .image(
        "an update for another program that installs",
        """
        history: RUN /bin/sh -c apt-get update && ./install-deps.sh
        history: RUN /bin/sh -c apt-get update && apt-get build-dep -y app
        """),
      .image(
        "a step of the base image",
        """
        layer: /bin/sh -c apt-get update
          -rw-r--r-- 0:0 /a 1
        history: /bin/sh -c #(nop)  CMD ["bash"]
        layer: COPY app /srv # buildkit
          -rw-r--r-- 0:0 /srv/app 1
        """),
    ],
    check: .image { image, _ in
      image.matchSteps { step in
        let updates = step.commands.filter(\.updatesLists)
        guard let update = updates.first else { return nil }
        let others = step.commands.filter { !$0.updatesLists && !$0.isHousekeeping }
        return others.isEmpty ? "'\(update.shown)' stands alone: the same step installs nothing." : nil
      }
    })
}

extension ShellCommand {
  fileprivate var updatesLists: Bool {
    switch name {
    case "apt-get", "apt", "apk", "aptitude": subcommand == "update"
    case "zypper": subcommand == "refresh" || subcommand == "ref"
    case "yum", "dnf", "microdnf": subcommand == "makecache"
    default: false
    }
  }

  /// What does not use the lists: all else may install something.
  fileprivate var isHousekeeping: Bool {
    ["cd", "echo", "export", "rm", "set", "mkdir", "true", ":", "date", ""].contains(name)
  }
}
