import Compose
import Findings

extension Rule {
  static let composeSharedVolume = Rule(
    id: "compose-shared-volume",
    summary: "Another service can write to a data store's volume.",
    why: """
      Two programs that write to one database's files damage them. Whoever takes over the other service can \
      change data past all permissions of the database.
      """,
    fix: """
      Mount the volume with `:ro`, access the data through the data store, or give each server its own volume.
      """,
    severity: .low, confidence: .firm,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "a worker that can write to the database's files",
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
        "two servers on the same files",
        """
        services:
          db:
            image: postgres:16
            volumes: ["data:/var/lib/postgresql/data", "certs:/certs"]
          db-staging:
            image: postgres:16
            volumes:
              - ▶data:/var/lib/postgresql/data
              - certs:/certs
        volumes:
          data:
          certs:
        """),
    ],
    silent: [
      .compose(
        "two servers of which only one can run",
        """
        services:
          old:
            image: postgres:15
            volumes: ["data:/var/lib/postgresql/data"]
            profiles: [old]
          new:
            image: postgres:16
            volumes: ["data:/var/lib/postgresql/data"]
            profiles: [new]
        volumes:
          data:
        """),
      .compose(
        "a volume for the data store's socket",
        """
        services:
          db:
            image: mariadb:11
            volumes: ["data:/var/lib/mysql", "socket:/var/run/mysqld"]
          web:
            image: web:1
            volumes: ["socket:/run/mysqld"]
        volumes:
          data:
          socket:
        """),
      .compose(
        "a backup that only reads, and services that share files without a data store",
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
      for service in project.services where project.role(of: service)?.keepsData == true {
        for mount in service.mounts where mount.kind == .volume {
          guard let source = mount.source, owners[source] == nil, !mount.holdsSockets else { continue }
          owners[source] = service
        }
      }
      return project.services.flatMap { service -> [Match] in
        let keepsData = project.role(of: service)?.keepsData == true
        return service.mounts.compactMap { mount in
          guard mount.kind == .volume, !mount.isReadOnly else { return nil }
          guard let source = mount.source, let owner = owners[source] else { return nil }
          if keepsData, !service.isSecondServer(on: mount, of: owner) { return nil }
          return Match(
            .compose(key: mount.key),
            "Service \(service.name) can write to volume \(source), where \(owner.name) keeps its data.",
            subject: source, severity: keepsData ? .medium : nil,
            related: [Match.Related(owner.place, "the data store")])
        }
      }
    })
}

extension Service {
  /// Whether this and another data store are two servers that keep their data in the same directory of a volume.
  fileprivate func isSecondServer(on mount: Mount, of owner: Service) -> Bool {
    guard name != owner.name, canRun(with: owner), image?.value.shortName == owner.image?.value.shortName
    else {
      return false
    }
    let isData =
      mount.target.hasPrefix("/var/lib/") || ["data", "db"].contains(FilePath.name(of: mount.target))
    return isData
      && owner.mounts.contains {
        $0.source == mount.source && $0.target == mount.target && !$0.isReadOnly
          && $0.subpath == mount.subpath
      }
  }
}

extension Mount {
  /// Whether it is where servers put their sockets, and not their data.
  fileprivate var holdsSockets: Bool {
    ["/run", "/var/run", "/tmp"].contains { target == $0 || target.hasPrefix($0 + "/") }
  }

  /// The directory of the volume that is mounted; nil for the whole.
  fileprivate var subpath: String? { section.text("volume", "subpath")?.value }
}
