import Findings
import Images

extension Rule {
  static let layerSudoWithoutPassword = Rule(
    id: "layer-sudo-without-password",
    summary: "A user can become root with sudo without a password.",
    why: """
      An unprivileged user protects the container only while it cannot become root. With such a rule, whoever \
      takes over the application is root at once.
      """,
    fix: """
      Remove the rule from sudoers and the sudo package from the image, and do what needs root in the build.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "a user who may run every command",
        """
        layer: RUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app
          ▶ -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(ALL) NOPASSWD: ALL
        """),
      .image(
        "authentication turned off for everyone",
        """
        layer: COPY sudoers /etc/sudoers
          ▶ -r--r----- 0:0 /etc/sudoers
            | Defaults !authenticate
            | %sudo ALL=(ALL:ALL) ALL
        """),
    ],
    silent: [
      .image(
        "what distributions ship",
        """
        layer: RUN apt-get install -y sudo
          -r--r----- 0:0 /etc/sudoers
            | Defaults env_reset
            | root ALL=(ALL:ALL) ALL
            | %sudo ALL=(ALL:ALL) ALL
            | # %wheel ALL=(ALL:ALL) NOPASSWD: ALL
        """),
      .image(
        "a rule for root itself",
        """
        layer: COPY sudoers /etc/sudoers
          -r--r----- 0:0 /etc/sudoers
            | root ALL=(ALL) NOPASSWD: ALL
        """),
      .image(
        "named commands, which another rule reports",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(root) NOPASSWD: /usr/sbin/nginx -s reload
        """),
    ],
    check: .image { image, _ in
      image.sudoGrants { $0.contains("ALL") }.map { match, who, _ in
        Match(match, "\(who) can run any command as root with sudo without a password\(image.sudoRemark).")
      }
    })
}
