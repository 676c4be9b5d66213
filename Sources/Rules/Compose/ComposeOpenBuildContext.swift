import Compose
import Findings

extension Rule {
  static let composeOpenBuildContext = Rule(
    id: "compose-open-build-context",
    summary: "A build copies its whole directory, with files that no image should have.",
    why: """
      `COPY . .` takes whatever lies in the directory, also what Git ignores. Each layer keeps it, even if a later \
      step deletes it, and whoever pulls the image can read it.
      """,
    fix: "Add the named files to `.dockerignore` in the build's directory.",
    severity: .medium, confidence: .firm,
    references: [.cwe(538), .nist("4.1.4")],
    triggering: [
      .compose(
        "credentials beside the Dockerfile, and an ignore file that leaves them in",
        """
        services:
          app:
            build: ▶.
          web:
            build:
              context: ▶./web
        # file: Dockerfile
        FROM node:22.1
        COPY . .
        # file: .env
        API_TOKEN=0123456789abcdef
        # file: web/Dockerfile
        FROM node:22.1
        COPY --chown=node ./ /srv
        # file: web/.dockerignore
        node_modules
        # file: web/.git/HEAD
        ref: refs/heads/main
        """),
      .compose(
        "a Dockerfile in the compose file, and the list form",
        """
        services:
          app:
            build:
              context: ▶.
              dockerfile_inline: |
                FROM node:22.1
                COPY . .
          web:
            build: ▶./web
        # file: .env
        API_TOKEN=0123456789abcdef
        # file: web/Dockerfile
        FROM node:22.1
        COPY [ "./", "/srv" ]
        # file: web/.env
        API_TOKEN=0123456789abcdef
        """),
    ],
    silent: [
      .compose(
        "an ignore file, settings without credentials, and a build that copies single directories",
        """
        services:
          app:
            build: .
          web:
            build: ./web
          one:
            build: ./one
        # file: Dockerfile
        FROM node:22.1
        COPY . .
        # file: .dockerignore
        .env*
        .git
        # file: .env
        API_TOKEN=0123456789abcdef
        # file: web/Dockerfile
        FROM node:22.1
        COPY . .
        # file: web/.env
        LOG_LEVEL=info
        # file: one/Dockerfile
        FROM node:22.1
        COPY src /srv
        COPY --from=build . /srv
        # file: one/.env
        API_TOKEN=0123456789abcdef
        """)
    ],
    check: .compose { project, _ in
      var said: Set<String> = []
      return project.builds.compactMap { build in
        guard build.isCopiedWhole, said.insert(FilePath.normalised(build.path)).inserted else { return nil }
        let files = build.environmentFiles.filter { $0.source.hasCredentials }.map(\.path)
        let found = files + build.others
        guard !found.isEmpty else { return nil }
        let ignore =
          build.hasIgnoreFile ? ".dockerignore does not leave out" : "no .dockerignore leaves out"
        return Match(
          .compose(key: build.key),
          "The build of service \(build.service) copies its whole directory, and \(ignore) \(Phrase.list(found)).",
          subject: build.path, severity: found == [".git"] ? .low : nil)
      }
    })
}

extension Source {
  /// Whether it is an environment file with a credential.
  fileprivate var hasCredentials: Bool {
    do {
      return try EnvironmentFile(self).entries.contains {
        Credential.isName($0.key) && Credential.isValue($0.value ?? "", of: $0.key)
      }
    } catch {
      return false
    }
  }
}
