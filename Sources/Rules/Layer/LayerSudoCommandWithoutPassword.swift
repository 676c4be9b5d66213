import Findings
import Images

extension Rule {
  static let layerSudoCommandWithoutPassword = Rule(
    id: "layer-sudo-command-without-password",
    summary: "A user can run certain commands as root without a password.",
    why: """
      Many programs can run others or write any file, so a rule for one command often allows all. A container \
      that needs root for one step can usually do it in the build or in an init container.
      """,
    fix: """
      Remove the rule from sudoers, and do the step in the build, or give the container only the capability \
      that it needs.
      """,
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
        "all commands, which another rule reports",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(ALL) NOPASSWD: ALL
        """),
    ],
    check: .image { image, _ in
      image.sudoGrants { !$0.contains("ALL") }.map { match, who, commands in
        Match(match, "\(who) can run \(commands) with sudo without a password\(image.sudoRemark).")
      }
    })
}
