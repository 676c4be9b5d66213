import Compose
import Findings
import Images

extension Rule {
  static let crossDevelopmentStart = Rule(
    id: "cross-development-start",
    summary:
      "A service's command makes the program of its image start with a debugger, or as developers start it.",
    why: """
      The file shows only the arguments and the image only the program or its mode: together they open a debugger that asks for no \
      password, or run a server that was built for one developer.
      """,
    fix: """
      Remove the option from `command`, and keep it in a file for developers, such as `compose.dev.yaml`.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(489)],
    triggering: [
      .cross(
        "arguments for the image's entry point",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1
            ▶command: ["--inspect=0.0.0.0:9229", main]
          api:
            image: api:1
            command: ▶app:app --reload
          shop:
            image: shop:1
            command: ▶rails server
        # image: web:1
        Entrypoint: ["node"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/node 10
        # image: api:1
        Entrypoint: ["uvicorn"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/uvicorn 10
        # image: shop:1
        Cmd: ["puma"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/rails 10
        """)
    ],
    silent: [
      .cross(
        "other arguments, and a command that says all by itself, which another rule reports",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1
            command: [main, --inspect-all]
          api:
            image: web:1
            entrypoint: [node, --inspect, main]
          shop:
            image: shop:1
            command: rails server
        # image: web:1
        Entrypoint: ["node"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/node 10
        # image: shop:1
        Env: RAILS_ENV=production
        Cmd: ["puma"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/rails 10
        """)
    ],
    check: .pair { facts, _ in
      guard facts.start.isKnown, let last = facts.start.words.last(where: \.isOfService) else { return [] }
      let words = facts.start.words.map(\.text)
      let own = facts.service.impliedProgram + (ServiceCommand(facts.service)?.words ?? [])
      let variables = Set(
        facts.running.config.execution.environment.map { String($0.prefix { $0 != "=" }) })
      guard let found = developersStart(in: words, with: variables), developersStart(in: own) == nil,
        developersStart(in: facts.image.mainCommand?.words ?? [], with: variables) == nil,
        case .compose(let key) = last.place
      else { return [] }
      let service = facts.service
      let place = (service.section.field("command") ?? service.section.field("entrypoint"))?.key ?? key
      return [
        Match(
          .compose(key: place),
          "With \(facts.imageName), service \(service.name) starts \(found).",
          subject: found)
      ]
    })

  private static func developersStart(in words: [String], with variables: Set<String>? = nil) -> String? {
    Debuggers.find(in: words.joined(separator: " ")) ?? DevelopmentServers.find(in: words, with: variables)
  }
}
