import Compose
import Findings

extension Rule {
  static let composeOpenBuildContext = Rule(
    id: "compose-open-build-context",
    summary: "A build copies its whole directory, with files that no image should have.",
    why: """
      `COPY . .` takes whatever lies in the directory, also what Git ignores. Each layer keeps it, even if a later \
      step deletes it, and whoever pulls the image can read it. What only a build stage copies stays out of the image, but \
      the build cache keeps it, and build servers share that.
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
      .compose(
        "a stage that the image copies whole, and one of which it gets the result only",
        """
        services:
          app:
            build: ▶.
          web:
            build: ▶./web
        # file: Dockerfile
        FROM node:22.1 AS build
        WORKDIR /app
        COPY . .
        FROM node:22.1-slim
        COPY --from=build /app /app
        # file: .env
        API_TOKEN=0123456789abcdef
        # file: web/Dockerfile
        FROM node:22.1 AS build
        WORKDIR /app
        COPY . .
        RUN npm run build
        FROM nginx:1.27
        COPY --from=build /app/dist /usr/share/nginx/html
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
        """),
      .compose(
        "Git's directory in a stage of which the image gets the result only",
        """
        services:
          app:
            build: .
        # file: Dockerfile
        FROM golang:1.24 AS build
        WORKDIR /src
        COPY . .
        RUN go build -o /server .
        FROM scratch
        COPY --from=build /server /
        # file: .git/HEAD
        ref: refs/heads/main
        """),
    ],
    check: .compose { project, _ in
      let open = project.builds.filter(\.isCopiedWhole).map { build in
        (build: build, shipped: build.found.filter(build.shipped.contains))
      }
      var said: Set<String> = []
      // One build of a directory may ship what another leaves behind.
      return (open.filter { !$0.shipped.isEmpty } + open.filter(\.shipped.isEmpty)).compactMap {
        build, shipped in
        let match = shipped.isEmpty ? build.cached : build.leaked(shipped)
        guard let match, said.insert(FilePath.normalised(build.path)).inserted else { return nil }
        return match
      }
    })
}

extension BuildContext {
  /// What no image should have, and `.dockerignore` leaves in.
  fileprivate var found: [String] {
    environmentFiles.filter { $0.source.hasCredentials }.map(\.path) + others
  }

  fileprivate func leaked(_ files: [String]) -> Match {
    Match(
      .compose(key: key),
      "The build of service \(service) copies its whole directory, and \(ignore) \(Phrase.list(files)).",
      subject: path, severity: files == [".git"] ? .low : nil)
  }

  /// What the build cache alone keeps; nil where it is nothing but Git's directory.
  fileprivate var cached: Match? {
    let files = found.filter { $0 != ".git" }
    guard !files.isEmpty else { return nil }
    let them = files.count == 1 ? "it" : "them"
    return Match(
      .compose(key: key),
      "The build of service \(service) copies its whole directory into a build stage, and \(ignore) "
        + "\(Phrase.list(files)). No COPY brings \(them) into the image, but the build cache keeps \(them).",
      subject: path, severity: .low)
  }

  private var ignore: String {
    hasIgnoreFile ? ".dockerignore does not leave out" : "no .dockerignore leaves out"
  }
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
