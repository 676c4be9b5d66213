import Compose
import Findings
import Images

extension Rule {
  static let crossRootUser = Rule(
    id: "cross-root-user",
    summary: "A service runs as root, because its image does and the service says nothing else.",
    why: """
      A process that runs as root inside a container is root to everything it shares with the host: a mounted \
      directory, a socket, a kernel interface. Neither the compose file nor the image keeps it from that here.
      """,
    fix:
      "End the Dockerfile with USER and a number, such as USER 10001:10001, or set `user` for the service.",
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
        "an entry point that steps down, with less weight",
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
        "a plain user, the image's or the service's, and root that the compose file itself names",
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
        [Match.Related(.file(layer: $0.layer, path: $0.path), "gives it the number 0")]
      }
      return [
        Match(
          .compose(key: field.key), "Service \(name) runs as '\(user)', which is root in its image.",
          fix: "Name a user that is not root, best by number: `user: \"10001:10001\"`.",
          related: related ?? [])
      ]
    })
}

extension CrossFacts {
  /// The match for an image that runs as root where the service does not say otherwise.
  fileprivate var imageRoot: [Match] {
    let reason: String
    switch image.user {
    case .notSet: reason = "its image names no user"
    case .root(let user): reason = "its image names '\(user)'"
    case .other, .unknown: return []
    }
    var related = [Match.Related(.config("User"), "the image's user")]
    guard let tool = stepDownProgram else {
      return [
        ofImage(
          Match(
            place, "Service \(service.name) runs as root: it sets no user, and \(reason).", related: related))
      ]
    }
    related.append(.init(.file(layer: tool.layer, path: tool.path), "steps down to a plain user"))
    return [
      ofImage(
        Match(
          place,
          "Service \(service.name) starts as root: it sets no user, and \(reason). Its entry point seems to step down with \(tool.path.name).",
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
