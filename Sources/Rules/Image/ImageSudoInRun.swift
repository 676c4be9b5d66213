import Findings
import Images

extension Rule {
  static let imageSudoInRun = Rule(
    id: "image-sudo-in-run",
    summary: "A build step runs sudo.",
    why: """
      A build step already runs as the user that USER names. To run sudo, the image needs the sudo package and \
      a rule without a password, and both stay in it.
      """,
    fix: "Write USER root before the step and USER NAME after it, and remove sudo.",
    severity: .low, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "sudo",
        """
        ▶ history: RUN /bin/sh -c sudo apt-get install -y curl
        """),
      .image(
        "in the middle of a step",
        """
        ▶ history: RUN /bin/sh -c cd /srv && sudo -u app make
        """),
    ],
    silent: [
      .image(
        "installing sudo, and names that contain it",
        """
        history: RUN /bin/sh -c apt-get install -y sudo
        history: RUN /bin/sh -c echo sudo make me a sandwich
        history: RUN /bin/sh -c ls /etc/sudoers.d
        """)
    ],
    check: .image { image, _ in
      image.history.steps.enumerated().compactMap { index, step in
        guard step.keyword == "RUN", image.history.origin(ofStep: index) == .yours else { return nil }
        guard let command = ShellScript.commands(step.arguments).first(where: { $0.name == "sudo" }) else {
          return nil
        }
        return Match(
          image.place(ofStep: index), "The step runs '\(command.shown)', where USER root would do.")
      }
    })
}
