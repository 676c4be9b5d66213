import Findings
import Images

extension Rule {
  static let imageEnabledDebugger = Rule(
    id: "image-enabled-debugger",
    summary: "The container starts with a listening debugger.",
    why: """
      Anyone who reaches the debugger's port can run code in the process: the debugger asks for no password.
      """,
    fix: "Remove the option from the production image, and start the debugger by hand where you need it.",
    severity: .high, confidence: .certain,
    references: [.cwe(489)],
    triggering: [
      .image(
        "Node.js",
        """
        ▶ Cmd: ["node", "--inspect=0.0.0.0:9229", "server.js"]
        """),
      .image(
        "Java, through the environment",
        """
        ▶ Env: JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
        """),
      .image(
        "Python and Go",
        """
        ▶ Entrypoint: ["python", "-m", "debugpy", "--listen", "0.0.0.0:5678", "app.py"]
        """),
      .image(
        "a shell command",
        """
        ▶ Cmd: ["/bin/sh", "-c", "dlv exec --headless --listen=:2345 /server"]
        """),
    ],
    silent: [
      .image(
        "options that only look similar",
        """
        Cmd: ["node", "--max-old-space-size=512", "server.js"]
        Env: JAVA_TOOL_OPTIONS=-Xmx512m
        Entrypoint: ["/inspect", "--inspect-all"]
        """)
    ],
    check: .image { image, _ in
      var matches: [Match] = []
      for (index, variable) in image.config.execution.environment.enumerated() {
        guard let found = Debuggers.find(in: variable) else { continue }
        matches.append(
          Match(
            .config("Env[\(index)]"),
            "\(variable.prefix { $0 != "=" }) turns on \(found), which runs code for anyone who reaches its port.",
            subject: found))
      }
      if let command = image.mainCommand {
        let words = command.shellScript.map { [$0] } ?? command.words
        if let found = Debuggers.find(in: words.joined(separator: " ")) {
          matches.append(
            Match(
              .config(command.field.rawValue),
              "\(command.field.rawValue) turns on \(found), which runs code for anyone who reaches its port.",
              subject: found))
        }
      }
      return matches
    })
}
