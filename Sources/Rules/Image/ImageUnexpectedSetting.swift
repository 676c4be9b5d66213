import Findings
import Images
import Policies

extension Rule {
  static let imageUnexpectedSetting = Rule(
    id: "image-unexpected-setting",
    summary: "The image's user, working directory, entry point or command is not what the policy requires.",
    why: """
      If the Dockerfile does not set these, the base image decides where a container starts and what it runs, \
      and an update of the base image changes it.
      """,
    fix: "Set the value in the Dockerfile with USER, WORKDIR, ENTRYPOINT or CMD.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "another working directory",
        """
        policy: image: {workdir: /home/appuser/app}
        ▶ WorkingDir: /app
        """),
      .image(
        "another entry point, and a command that must be empty",
        """
        policy: image: {entrypoint: [/usr/bin/tini, --, /app], cmd: []}
        ▶ Entrypoint: ["/app"]
        ▶ Cmd: ["serve"]
        """),
    ],
    silent: [
      .image(
        "the required settings",
        """
        policy: image: {workdir: /srv, entrypoint: [/usr/bin/tini, --, /app], cmd: []}
        WorkingDir: /srv/
        Entrypoint: ["/usr/bin/tini", "--", "/app"]
        """)
    ],
    needs: [.config],
    check: .image { image, policy in
      policy.requirements(on: image).compactMap { requirement in
        guard case .sets(let field, let wanted) = requirement.kind else { return nil }
        let seen = image.config.execution.values(of: field)
        guard seen.map(bare) != wanted.map(bare) else { return nil }
        return requirement.match(
          .config(field.rawValue), "\(title(field)) is \(shown(seen)), but must be \(shown(wanted)).",
          subject: field.rawValue)
      }
    })

  private static func title(_ field: ConfigField) -> String {
    switch field {
    case .user: "The user"
    case .workingDirectory: "The working directory"
    case .entrypoint: "The entry point"
    case .command: "The command"
    }
  }

  private static func shown(_ values: [String]) -> String {
    values.isEmpty ? "empty" : short(values.map { "'\($0)'" }.joined(separator: " "))
  }

  /// `/srv/` and `/srv` are the same directory.
  private static func bare(_ value: String) -> String {
    value.count > 1 && value.hasSuffix("/") ? String(value.dropLast()) : value
  }
}

extension ImageConfig.Execution {
  /// What a field is set to; nothing where it is not set.
  fileprivate func values(of field: ConfigField) -> [String] {
    switch field {
    case .user: user.isEmpty ? [] : [user]
    case .workingDirectory: [workingDirectory.isEmpty ? "/" : workingDirectory]
    case .entrypoint: entrypoint ?? []
    case .command: command ?? []
    }
  }
}
