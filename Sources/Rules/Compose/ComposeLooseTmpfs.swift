import Compose
import Findings

extension Rule {
  static let composeLooseTmpfs = Rule(
    id: "compose-loose-tmpfs",
    summary: "A tmpfs allows programs, set-user-ID files or devices.",
    why: """
      Docker mounts a tmpfs with `noexec`, `nosuid` and `nodev`. An option that takes one back makes the one \
      writable place of a locked container a place to run things from.
      """,
    fix: "Remove `exec`, `suid` and `dev` from the options.",
    severity: .low, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .compose(
        "options that take the protection back",
        """
        services:
          app:
            image: app:1
            tmpfs:
              - ▶/tmp:exec,size=64m
              - ▶/run:suid,dev
        """)
    ],
    silent: [
      .compose(
        "Docker's defaults, or said again",
        """
        services:
          app:
            image: app:1
            tmpfs: [/tmp, "/run:noexec,nosuid,nodev,size=1m"]
        """)
    ],
    check: .service { service, _, _ in
      service.section.texts("tmpfs").compactMap { field in
        guard let colon = field.value.firstIndex(of: ":") else { return nil }
        let options = field.value[field.value.index(after: colon)...].split(separator: ",")
        let loose = options.filter { ["exec", "suid", "dev"].contains($0) }
        guard !loose.isEmpty else { return nil }
        let path = field.value[..<colon]
        let kept = options.filter { !loose.contains($0) } + loose.map { "no" + $0 }
        return Match(
          field.place,
          "The tmpfs \(path) of service \(service.name) allows \(loose.joined(separator: ", ")).",
          repair: .unsafe(
            .replace(field.key, value: .text("\(path):\(kept.joined(separator: ","))")), .options))
      }
    })
}
