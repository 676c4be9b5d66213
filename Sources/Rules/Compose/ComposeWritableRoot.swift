import Compose
import Findings

extension Rule {
  static let composeWritableRoot = Rule(
    id: "compose-writable-root",
    summary: "A service can write to its root file system.",
    why: """
      Whoever takes over the service can replace programs and leave tools behind. With a read-only root \
      nothing stays.
      """,
    fix: "Set `read_only: true`, and mount a `tmpfs` or volume where the program writes.",
    severity: .note, confidence: .certain,
    references: [.cis("5.13"), .cwe(732)],
    triggering: [
      .compose(
        "the option missing or false",
        """
        services:
          ▶web:
            image: web:1
          db:
            image: db:1
            read_only: ▶false
        """)
    ],
    silent: [
      .compose(
        "read-only in every spelling",
        """
        services:
          web:
            image: web:1
            read_only: "true"
            tmpfs: [/tmp]
          db:
            image: db:1
            read_only: ${READ_ONLY}
        """)
    ],
    check: .service { service, _, _ in
      guard service.saysWhatRuns else { return [] }
      if service.section.field("read_only")?.isUnknown == true { return [] }
      let field = service.section.boolean("read_only")
      if field?.value == true { return [] }
      var repairs: [Repair.Change] = [
        field.map { .replace($0.key, value: .text("true")) }
          ?? .add(to: service.key, path: ["read_only"], value: .text("true"))
      ]
      if !service.section.has("tmpfs"), !service.mounts.contains(where: { $0.target == "/tmp" }) {
        repairs.append(.add(to: service.key, path: ["tmpfs"], value: .list([.text("/tmp")])))
      }
      return [
        Match(
          field?.place ?? service.place, "Service \(service.name) can write to its root file system.",
          repair: .unsafe(.all(repairs), .writableRoot))
      ]
    })
}
