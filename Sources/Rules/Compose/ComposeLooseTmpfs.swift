import Compose
import Findings

extension Rule {
  static let composeLooseTmpfs = Rule(
    id: "compose-loose-tmpfs",
    summary: "A tmpfs allows executables, set-user-ID files or devices.",
    why: """
      Docker mounts a tmpfs with `noexec`, `nosuid` and `nodev`. An option that removes one of them lets an \
      attacker run programs from the only writable place of a locked container.
      """,
    fix: "Remove `exec`, `suid` and `dev` from the options of the tmpfs.",
    severity: .low, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .compose(
        "options that remove the protection",
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
        "Docker's defaults, implicit and explicit",
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
          "Service \(service.name) mounts the tmpfs \(path) with \(loose.joined(separator: ", ")).",
          repair: .unsafe(
            .replace(field.key, value: .text("\(path):\(kept.joined(separator: ","))")), .options))
      }
    })
}
