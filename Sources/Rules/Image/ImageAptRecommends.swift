import Findings
import Images

extension Rule {
  static let imageAptRecommends = Rule(
    id: "image-apt-recommends",
    summary: "apt also installs recommended packages.",
    why: """
      Recommended packages are programs and services that nobody asked for: more to download, to update and to \
      defend.
      """,
    fix: """
      Write apt-get install -y --no-install-recommends PACKAGE, and name each recommended package that you do \
      need.
      """,
    severity: .note, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "apt-get and apt",
        """
        ▶ history: RUN /bin/sh -c apt-get update && apt-get install -y curl
        ▶ history: RUN /bin/sh -c apt install -y curl
        """),
      .image(
        "packages that the same step removes, wholly or in part",
        """
        history: RUN /bin/sh -c apt-get install -y gcc make && make && apt-get purge -y --auto-remove gcc make
        ▶ history: RUN /bin/sh -c apt-get install -y gcc make && make && apt-get purge -y --auto-remove gcc
        ▶ history: RUN /bin/sh -c apt-get install -y gcc && make && apt-get remove -y gcc
        """),
    ],
    silent: [
      .image(
        "the option in all its spellings",
        """
        history: RUN /bin/sh -c apt-get install -y --no-install-recommends curl
        history: RUN /bin/sh -c apt-get -o APT::Install-Recommends=0 install -y curl
        history: RUN /bin/sh -c apt-get install -y -o APT::Install-Recommends=false curl
        """),
      .image(
        "a setting for all later steps",
        """
        history: RUN /bin/sh -c echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99
        history: RUN /bin/sh -c apt-get install -y curl
        """),
      .image(
        "a package file, and something else",
        """
        history: RUN /bin/sh -c apt-get install -f
        history: RUN /bin/sh -c npm install curl
        """),
    ],
    check: .image { image, _ in
      let isSet = image.history.steps.contains {
        let text = $0.arguments
        return $0.keyword == "RUN" && text.contains("Install-Recommends") && text.contains("apt.conf")
      }
      guard !isSet else { return [] }
      return image.matchSteps { step in
        let command = step.commands.enumerated().first { index, command in
          command.installsRecommended && !command.isRemoved(in: step.commands.dropFirst(index + 1))
        }
        return command.map { "'\($0.element.shown)' also installs recommended packages." }
      }
    })
}

extension ShellCommand {
  /// Whether the step removes all that it installed, with what came along.
  fileprivate func isRemoved(in later: ArraySlice<ShellCommand>) -> Bool {
    let removals = later.filter {
      ["apt-get", "apt"].contains($0.name)
        && ["remove", "purge", "autoremove", "autopurge"].contains($0.subcommand)
    }
    guard
      removals.contains(where: {
        $0.subcommand.hasPrefix("auto") || $0.has("--auto-remove", "--autoremove")
      })
    else { return false }
    return Set(operands.dropFirst()).isSubset(of: removals.flatMap { $0.operands.dropFirst() })
  }

  fileprivate var installsRecommended: Bool {
    guard name == "apt-get" || name == "apt", subcommand == "install" else { return false }
    guard
      !arguments.contains(where: { $0 == "--no-install-recommends" || $0.contains("Install-Recommends=") })
    else { return false }
    return arguments.filter { !$0.hasPrefix("-") }.count > 1
  }
}
