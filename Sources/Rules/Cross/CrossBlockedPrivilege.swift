import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossBlockedPrivilege = Rule(
    id: "cross-blocked-privilege",
    summary: "A service forbids new privileges that its program needs.",
    why: """
      With `no-new-privileges` set-user-ID bits and file capabilities have no effect. `sudo` and `su` fail, \
      and a program that an unprivileged user starts does not get the capabilities of its file.
      """,
    fix: """
      Start the program as the user that it needs, without `sudo` or `su`, or remove `no-new-privileges:true` \
      if the file's capability is needed.
      """,
    severity: .medium, confidence: .firm,
    references: [],
    triggering: [
      .cross(
        "sudo in the command, a set-user-ID program in the health check, and a file capability",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            security_opt: [▶"no-new-privileges:true"]
            command: sudo /server
          b:
            image: a:1
            security_opt: [▶"no-new-privileges:true"]
            command: [/server]
            healthcheck: {test: [CMD, /bin/probe]}
          c:
            image: a:1
            security_opt: [▶no-new-privileges]
            command: [/sniffer]
        # image: a:1
        User: 1000
        layer: ADD rootfs.tar /
          -rwsr-xr-x 0:0 /usr/bin/sudo 10
          -rwsr-xr-x 0:0 /bin/probe 10
          -rwxr-xr-x 0:0 /server 10
          -rwxr-xr-x 0:0 /sniffer 10
          capability 2000
        """)
    ],
    silent: [
      .cross(
        "set-user-ID programs that are not started, root, and a low port, which is free in a container",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", security_opt: ["no-new-privileges:true"], command: [/server]}
          b: {image: "a:1", security_opt: ["no-new-privileges:true"], command: [sudo, /server], user: root}
          c: {image: "a:1", command: [sudo, /server]}
          d: {image: "a:1", security_opt: ["no-new-privileges:true"], command: [/proxy]}
        # image: a:1
        User: 1000
        layer: ADD rootfs.tar /
          -rwsr-xr-x 0:0 /usr/bin/sudo 10
          -rwxr-xr-x 0:0 /server 10
          -rwxr-xr-x 0:0 /proxy 10
          capability 400
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard facts.hasNoNewPrivileges, facts.start.isKnown, facts.plainIdentity != nil,
        let option = facts.service.securityOptions.last(where: { $0.name == "no-new-privileges" })
      else { return [] }
      return facts.startedPrograms.compactMap { part, name in
        guard let file = facts.program(name), let grant = facts.grant(of: file) else { return nil }
        return Match(
          option.field.place,
          "Service \(facts.service.name) forbids new privileges, but \(part) starts '\(name)', which needs \(grant).",
          subject: name, related: [.init(.file(layer: file.layer, path: file.path), "the program")])
      }
    })
}

extension CrossFacts {
  /// The programs that the command and the health check start, with the part that does.
  fileprivate var startedPrograms: [(part: String, name: String)] {
    let check = running.healthCheckCommand?.words ?? []
    return start.programs.map { ("it", $0.text) }
      + Launcher.programs(in: check).map { ("its health check", check[$0]) }
  }

  /// What a program's file would give its process; nil where that is nothing, or nothing that it needs here.
  fileprivate func grant(of file: FileOccurrence) -> String? {
    if file.entry.mode & 0o4000 != 0, file.entry.uid == 0 { return "the set-user-ID bit of its file" }
    guard let names = fileCapabilities(of: file)?.names else { return nil }
    // Docker lets every user bind low ports in a network namespace of its own.
    let needed = names.filter { $0 != "CAP_NET_BIND_SERVICE" || isOnHostNetwork }
    return needed.isEmpty ? nil : "the \(Phrase.list(needed)) of its file"
  }
}
