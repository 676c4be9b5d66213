import Findings
import Images

extension Rule {
  static let layerSudoCommandWithoutPassword = Rule(
    id: "layer-sudo-command-without-password",
    summary: "A user may run certain commands as root and is asked for nothing.",
    why: """
      Many programs can be made to run others, or to write any file: a rule for one command is then a rule for \
      all. A container that needs root for one step can mostly do it in the build or in an init container.
      """,
    fix: "Do the step in the build, or give the container the one capability that it needs.",
    severity: .medium, confidence: .firm,
    references: [.cwe(250)],
    triggering: [
      .image(
        "one command",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          ▶ -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(root) NOPASSWD: /usr/sbin/nginx -s reload
        """)
    ],
    silent: [
      .image(
        "a command with a password",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(root) /usr/sbin/nginx -s reload
        """),
      .image(
        "all commands, which is another rule's",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(ALL) NOPASSWD: ALL
        """),
    ],
    check: .image { image, _ in
      image.sudoGrants { !$0.contains("ALL") }.map { match, who, commands in
        Match(match, "\(who) may run \(commands) with sudo and no password\(image.sudoRemark).")
      }
    })
}
