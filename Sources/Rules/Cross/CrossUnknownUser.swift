import Compose
import Findings
import Images

extension Rule {
  static let crossUnknownUser = Rule(
    id: "cross-unknown-user",
    summary: "A service names a user or group that its image does not have.",
    why: """
      The engine looks up names in the image's /etc/passwd and /etc/group. Without an entry the container does \
      not start.
      """,
    fix: "Create the user in the image, or set its number: `user: \"10001:10001\"`.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.1")],
    triggering: [
      .cross(
        "a user and a group that do not exist",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", user: ▶deploy}
          b: {image: "a:1", user: ▶"app:web"}
        # image: a:1
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
          -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
        """)
    ],
    silent: [
      .cross(
        "known names, numbers, and a mounted passwd",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", user: "app:app"}
          b: {image: "a:1", user: "4711:4711"}
          c: {image: "a:1", user: deploy, volumes: ["./passwd:/etc/passwd:ro"]}
        # image: a:1
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
          -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
        """)
    ],
    needs: [.tree, .users, .groups],
    check: .pair { facts, _ in
      guard let field = facts.service.section.text("user"), !field.isUnknown, !field.value.isEmpty else {
        return []
      }
      let image = facts.running
      if case .unknown(let name) = image.user {
        guard !facts.mounts.mayHide(image.canonical("/etc/passwd")) else { return [] }
        let reason = image.facts.passwd == nil ? "has no /etc/passwd" : "has no such user in /etc/passwd"
        return [
          Match(
            field.place, "Service \(facts.service.name) runs as '\(name)', but its image \(reason).",
            related: [.init(.image, "the service's image")])
        ]
      }
      let parts = field.value.split(separator: ":", maxSplits: 1)
      guard image.identity == nil, parts.count == 2, !facts.mounts.mayHide(image.canonical("/etc/group"))
      else {
        return []
      }
      return [
        Match(
          field.place,
          "Service \(facts.service.name) runs with the group '\(parts[1])', which its image does not have.",
          related: [.init(.image, "the service's image")])
      ]
    })
}
