import Findings
import Images

extension Rule {
  static let layerSudoWithoutPassword = Rule(
    id: "layer-sudo-without-password",
    summary: "A user may become root with sudo and is asked for nothing.",
    why: """
      A user without rights is a wall only while it cannot become root. With such a rule, whoever takes over the \
      application is root in the container at once.
      """,
    fix: "Take the rule out of sudoers, and sudo out of the image; do what needs root in the build.",
    severity: .high, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "a user who may do all",
        """
        layer: RUN echo 'app ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/app
          ▶ -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(ALL) NOPASSWD: ALL
        """),
      .image(
        "authentication switched off for all",
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
        "root needs no password",
        """
        layer: COPY sudoers /etc/sudoers
          -r--r----- 0:0 /etc/sudoers
            | root ALL=(ALL) NOPASSWD: ALL
        """),
      .image(
        "named commands only, which is another rule's",
        """
        layer: COPY sudoers /etc/sudoers.d/app
          -r--r----- 0:0 /etc/sudoers.d/app
            | app ALL=(root) NOPASSWD: /usr/sbin/nginx -s reload
        """),
    ],
    check: .image { image, _ in
      image.sudoGrants { $0.contains("ALL") }.map { match, who, _ in
        Match(match, "\(who) may run any command as root with sudo and no password\(image.sudoRemark).")
      }
    })
}
