import Compose
import Findings

extension Rule {
  static let composeRootUser = Rule(
    id: "compose-root-user",
    summary: "The compose file sets a service to run as root.",
    why: """
      Root in a container is root for the host's kernel. A flaw in the kernel or the engine, or a mounted \
      file, can then give away the host.
      """,
    fix: """
      Set an unprivileged user by number, for example `user: "10001:10001"`, or remove `user` if the image \
      sets one.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.1"), .cwe(250), .nist("4.1.2")],
    triggering: [
      .compose(
        "root by name or number",
        """
        services:
          a:
            image: a:1
            user: ▶root
          b:
            image: b:1
            user: ▶"0:1000"
        """)
    ],
    silent: [
      .compose(
        "an unprivileged user, and the image's own",
        """
        services:
          a:
            image: a:1
            user: "1000:0"
          b:
            image: b:1
        """)
    ],
    check: .service { service, _, _ in
      guard let field = service.section.text("user"), !field.isUnknown else { return [] }
      let user =
        field.value.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
      guard user == "root" || Int(user) == 0 else { return [] }
      return [
        Match(
          field.place, "Service \(service.name) runs as root (user: \"\(field.value)\").",
          severity: service.runsOnce ? .low : nil)
      ]
    })
}
