import Compose
import Findings

extension Rule {
  static let composeEnabledDebugger = Rule(
    id: "compose-enabled-debugger",
    summary: "A service starts with a listening debugger.",
    why: """
      Every service on its networks can run code in the process: the debugger asks for no password. A published \
      port gives that to anybody.
      """,
    fix: """
      Remove the option, and start the debugger from a file for developers, such as `compose.dev.yaml`, on \
      127.0.0.1.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(489)],
    triggering: [
      .compose(
        "commands and variables",
        """
        services:
          node:
            image: node:22.1
            command: ▶node --inspect=0.0.0.0:9229 server.js
          java:
            image: app:1
            environment:
              JAVA_TOOL_OPTIONS: ▶-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005
          python:
            image: app:1
            ▶entrypoint: [python, -m, debugpy, --listen, "0.0.0.0:5678", app.py]
          sources:
            image: app:1
            command: ▶npx tsx --inspect=0.0.0.0:9229 src/index
          tomcat:
            image: tomcat:10.1
            command: ▶catalina.sh jpda run
          file:
            image: app:1
            env_file: ▶settings.env
        # file: settings.env
        NODE_OPTIONS=--inspect=0.0.0.0:9229
        """)
    ],
    silent: [
      .compose(
        "options that only look similar",
        """
        services:
          node:
            image: node:22.1
            command: node --max-old-space-size=512 server.js
            environment: {JAVA_TOOL_OPTIONS: -Xmx512m}
          other:
            image: app:1
            command: /inspect --inspect-all
          tomcat:
            image: tomcat:10.1
            command: catalina.sh run
        """)
    ],
    check: .service { service, project, _ in
      var found: [(key: Key, what: String)] = service.environment.compactMap { variable in
        guard let value = variable.value, let what = Debuggers.find(in: "\(variable.name)=\(value)") else {
          return nil
        }
        return (variable.key, what)
      }
      if let command = ServiceCommand(service), case .compose(let key) = command.place,
        let what = Debuggers.find(in: command.words.joined(separator: " "))
      {
        found.append((key, what))
      }
      return found.map { key, what in
        Match(
          .compose(key: key),
          "Service \(service.name) starts with \(what) on, which runs code for anyone who reaches its port.",
          subject: what, severity: project.isForDevelopers(key) ? .low : nil)
      }
    })
}
