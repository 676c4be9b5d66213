import Compose
import Findings
import Images

extension Rule {
  static let crossRootUser = Rule(
    id: "cross-root-user",
    summary: "A service runs as root because neither the compose file nor its image sets another user.",
    why: """
      A root process in a container is root for everything that it shares with the host: a mounted directory, \
      a socket or a kernel interface.
      """,
    fix: """
      End the Dockerfile with `USER` and a number, for example `USER 10001:10001`, or set `user` for the \
      service.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("4.1"), .cwe(250), .nist("4.4.1")],
    triggering: [
      .cross(
        "an image without a user, and a name that the image's own passwd maps to root",
        """
        # compose: compose.yaml
        services:
          ▶api:
            image: api:1
          worker:
            image: api:1
            user: ▶operator
        # image: api:1
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
            | operator:x:0:0::/:/bin/sh
        """),
      .cross(
        "an entry point that switches users, with a lower severity",
        """
        # compose: compose.yaml
        services:
          ▶db:
            image: db:1
        # image: db:1
        Entrypoint: ["docker-entrypoint.sh"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
          -rwxr-xr-x 0:0 /usr/local/bin/gosu 10
        """),
    ],
    silent: [
      .cross(
        "an unprivileged user of the image or the service, and root in the compose file, which compose-root-user reports",
        """
        # compose: compose.yaml
        services:
          a: {image: "api:1", user: "1000:1000"}
          b: {image: "api:1", user: root}
          c: {image: "api:1", user: "${RUN_AS}"}
          d: {image: "web:1"}
        # image: api:1
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: web:1
        User: 101
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      let name = facts.service.name
      guard facts.isUserKnown else { return [] }
      guard let field = facts.service.section.text("user"), !field.value.isEmpty else {
        return facts.imageRoot
      }
      guard case .root(let user) = facts.running.user, user != "0", user != "root" else { return [] }
      let entry = facts.image.file(at: "etc/passwd", followLast: true)
      let related = entry.map {
        [Match.Related(.file(layer: $0.layer, path: $0.path), "maps the name to user ID 0")]
      }
      return [
        Match(
          .compose(key: field.key), "Service \(name) runs as '\(user)', which is root in its image.",
          fix: "Set an unprivileged user by number: `user: \"10001:10001\"`.",
          related: related ?? [])
      ]
    })
}

extension CrossFacts {
  /// The match for an image that runs as root where the service does not say otherwise.
  fileprivate var imageRoot: [Match] {
    let reason: String
    switch image.user {
    case .notSet: reason = "neither the service nor its image sets a user"
    case .root(let user): reason = "the service sets no user and its image sets '\(user)'"
    case .other, .unknown: return []
    }
    var related = [Match.Related(.config("User"), "the image's user")]
    guard let tool = stepDownProgram else {
      return [
        ofImage(
          Match(
            place, "Service \(service.name) runs as root, because \(reason).", related: related))
      ]
    }
    related.append(.init(.file(layer: tool.layer, path: tool.path), "switches to an unprivileged user"))
    return [
      ofImage(
        Match(
          place,
          "Service \(service.name) starts as root, because \(reason). Its entry point probably switches to an unprivileged user with \(tool.path.name).",
          severity: .low, confidence: .tentative, related: related))
    ]
  }

  /// The match as one about the image's user: it knows more of it than the image alone tells.
  private func ofImage(_ match: Match) -> Match {
    var match = match
    match.facts = [Fact(.user)]
    match.overrides = ["image-root-user"]
    return match
  }
}
