import Compose
import Findings

extension Rule {
  static let composePrivilegedBuild = Rule(
    id: "compose-privileged-build",
    summary: "An image is built with power over the build host.",
    why: """
      A privileged build, the entitlement `security.insecure` and the host's network let every line of the \
      Dockerfile, and every package that it installs, act on the build host.
      """,
    fix: """
      Remove `privileged`, the entitlement or `network: host`, and install what the build needs inside the \
      build.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(250), .nist("4.1.2")],
    triggering: [
      .compose(
        "three kinds of access to the host",
        """
        services:
          app:
            build:
              context: .
              privileged: ▶true
              network: ▶host
              entitlements:
                - ▶security.insecure
        """)
    ],
    silent: [
      .compose(
        "a plain build",
        """
        services:
          app:
            build:
              context: .
              network: default
        """)
    ],
    check: .service { service, _, _ in
      guard let build = service.section.section("build") else { return [] }
      var matches: [Match] = []
      if let field = build.boolean("privileged"), field.value {
        matches.append(Match(field.place, "The build of service \(service.name) runs privileged."))
      }
      if let field = build.text("network"), field.value == "host" {
        matches.append(
          Match(
            field.place,
            "The build of service \(service.name) uses the host's network and can reach its local ports.",
            severity: .medium))
      }
      for field in build.texts("entitlements") {
        let name = field.value.lowercased()
        if name == "security.insecure" {
          matches.append(
            Match(
              field.place,
              "The build of service \(service.name) may use every capability (security.insecure)."))
        } else if name == "network.host" {
          matches.append(
            Match(
              field.place, "The build of service \(service.name) may use the host's network (network.host).",
              severity: .medium))
        }
      }
      return matches
    })
}
