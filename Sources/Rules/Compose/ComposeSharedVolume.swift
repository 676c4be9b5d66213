import Compose
import Findings

extension Rule {
  static let composeSharedVolume = Rule(
    id: "compose-shared-volume",
    summary: "Another service can write to a data store's volume.",
    why: """
      Two programs that write to one database's files damage them, and whoever takes the other service over \
      changes data past every permission of the database.
      """,
    fix: "Mount the volume with `:ro`, or reach the data through the data store.",
    severity: .low, confidence: .firm,
    references: [.cwe(668)],
    examples: [
      .compose(
        "a worker in the database's files",
        """
        services:
          db:
            image: postgres:16
            volumes: ["data:/var/lib/postgresql/data"]
          worker:
            image: worker:1
            volumes:
              - ▶data:/data
        volumes:
          data:
        """),
      .compose(
        "a backup that only reads, and services that share their own files",
        """
        services:
          db:
            image: postgres:16
            volumes: ["data:/var/lib/postgresql/data"]
          backup:
            image: backup:1
            volumes: ["data:/data:ro", "files:/files"]
          web:
            image: web:1
            volumes: ["files:/files"]
        volumes:
          data:
          files:
        """),
    ],
    check: .compose { project, _ in
      var owners: [String: Service] = [:]
      for service in project.services where service.role == .dataStore {
        for mount in service.mounts where mount.kind == .volume {
          if let source = mount.source, owners[source] == nil { owners[source] = service }
        }
      }
      return project.services.flatMap { service -> [Match] in
        service.mounts.compactMap { mount in
          guard mount.kind == .volume, !mount.isReadOnly, service.role != .dataStore else { return nil }
          guard let source = mount.source, let owner = owners[source] else { return nil }
          return Match(
            .compose(key: mount.key),
            "Service \(service.name) can write to \(source), where \(owner.name) keeps its data.",
            subject: source,
            related: [Match.Related(owner.place, "the data store")])
        }
      }
    })
}
