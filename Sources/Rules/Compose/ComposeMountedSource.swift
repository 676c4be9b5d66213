import Compose
import Findings

extension Rule {
  static let composeMountedSource = Rule(
    id: "compose-mounted-source",
    summary: "A service runs source code from the host over what its image holds.",
    why: """
      The container then runs whatever lies in that directory, and not the code that was built and scanned. Each change \
      takes effect at once, and the container can often read Git's data and env files beside the code.
      """,
    fix: """
      Copy the code into the image, and keep the mount in a file for developers, such as `compose.dev.yaml`, or \
      use `develop.watch`.
      """,
    severity: .low, confidence: .firm,
    references: [.cwe(489)],
    triggering: [
      .compose(
        "the directory that is built, code in it, and the whole project",
        """
        services:
          web:
            build: ./web
            volumes: [▶"./web:/app"]
          api:
            build: {context: ./api}
            volumes:
              - ▶./api/src:/srv/src:ro
              - ▶type: bind
                source: ./api
                target: /srv
          node:
            image: node:22.1
            working_dir: /app
            command: node server.js
            volumes: [▶".:/app"]
        """)
    ],
    silent: [
      .compose(
        "settings, data, another directory's code, and the project for a tool that reads it",
        """
        services:
          web:
            build: ./web
            volumes: ["./web/nginx.conf:/etc/nginx/nginx.conf:ro", "./web:/etc/web", "./web/data:/data", "./site/src:/srv/src"]
          backup:
            image: backup:1
            volumes: [".:/backup:ro"]
        """),
      .compose(
        "a file for developers",
        """
        # file: compose.yaml
        services:
          web: {build: .}
        # file: compose.override.yaml
        services:
          web:
            volumes: [".:/app"]
        """),
    ],
    check: .service { service, project, _ in
      service.mounts.compactMap { mount in
        // Settings lie there, whatever language they are written in.
        guard mount.kind == .bind, !mount.target.hasPrefix("/etc/"), !mount.node.isUnknown,
          let source = mount.source,
          !project.isForDevelopers(mount.key), let what = service.code(at: source, for: mount)
        else { return nil }
        return Match(
          .compose(key: mount.key),
          "Service \(service.name) runs \(what) from the host, mounted at \(mount.target).",
          subject: mount.target)
      }
    })
}

extension Service {
  /// What of the project's code a path is, as it reads after "runs"; nil for all that is not surely code.
  fileprivate func code(at source: String, for mount: Mount) -> String? {
    let path = FilePath.normalised(source)
    if let context = section.text("build", "context"), !context.isUnknown {
      let own = FilePath.normalised(context.value)
      if path == own { return "its build directory" }
      let isInside = own == "." ? !path.hasPrefix("/") && !path.hasPrefix("..") : path.hasPrefix(own + "/")
      if isInside, Self.codeNames.contains(FilePath.name(of: path)),
        FilePath.name(of: FilePath.normalised(mount.target)) == FilePath.name(of: path)
      {
        return "the code in \(path)"
      }
    }
    guard path == ".", let directory = section.text("working_dir"),
      FilePath.normalised(directory.value) == FilePath.normalised(mount.target)
    else { return nil }
    return "the project's directory"
  }

  /// Names of directories that hold code, where the container calls them so too.
  private static let codeNames: Set<String> = [
    "src", "app", "lib", "source", "backend", "frontend", "server",
  ]
}
