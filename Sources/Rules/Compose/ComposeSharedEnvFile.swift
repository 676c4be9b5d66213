import Compose
import Findings

extension Rule {
  static let composeSharedEnvFile = Rule(
    id: "compose-shared-env-file",
    summary: "Several services share an env file with credentials.",
    why: """
      Every service then has every credential. Whoever takes over the least protected one has the database's \
      password and the key that signs sessions.
      """,
    fix:
      "Give each service only the credentials that it uses, as Compose secrets or in an env file of its own.",
    severity: .medium, confidence: .firm,
    references: [.cwe(668), .nist("4.1.4")],
    triggering: [
      .compose(
        "one file for all services",
        """
        services:
          api:
            image: api:1
            env_file:
              - ▶.env.production
          web:
            image: web:1
            env_file: .env.production
        # file: .env.production
        JWT_SECRET=0123456789abcdef
        LOG_LEVEL=info
        """),
      .compose(
        "a file that could not be read",
        """
        services:
          api:
            image: api:1
            env_file: ▶.env.production
          web:
            image: web:1
            env_file: [{path: .env.production, required: false}]
        """),
    ],
    silent: [
      .compose(
        "one program in two services",
        """
        services:
          web:
            image: app:1
            env_file: app.env
          worker:
            image: app:1
            command: work
            env_file: app.env
        # file: app.env
        JWT_SECRET=0123456789abcdef
        """),
      .compose(
        "separate files, and a shared one without credentials",
        """
        services:
          api:
            image: api:1
            env_file: [common.env, api.env]
          web:
            image: web:1
            env_file: [common.env]
        # file: common.env
        LOG_LEVEL=info
        # file: api.env
        JWT_SECRET=0123456789abcdef
        """),
    ],
    check: .compose { project, _ in
      var users: [String: [(service: Service, key: Key)]] = [:]
      var order: [String] = []
      for service in project.services {
        for file in service.section.sections("env_file") {
          guard let written = file.text("path") else { continue }
          let path = FilePath.normalised(written.value)
          if users[path] == nil { order.append(path) }
          users[path, default: []].append((service, written.key))
        }
      }
      return order.compactMap { path -> Match? in
        guard let all = users[path], let first = all.first else { return nil }
        let programs = Set(all.map { $0.service.program })
        guard programs.count > 1 else { return nil }
        let lines = first.service.environment.filter { $0.origin.isFile(path) }
        let credentials = lines.filter { Credential.isName($0.name) && Credential.isValue($0.value ?? "") }
        let isHere = project.sources[FilePath.join(project.directory, path)] != nil
        guard !credentials.isEmpty || !isHere else { return nil }
        let names = credentials.map(\.name).joined(separator: ", ")
        let services = all.map(\.service.name).joined(separator: ", ")
        let message =
          isHere
          ? "\(path) gives the credentials \(names) to each of the services \(services)."
          : "\(path), which could not be read, is shared by the services \(services) and may hold credentials."
        return Match(
          .compose(key: first.key), message, subject: path, severity: isHere ? nil : .low,
          confidence: isHere ? nil : .tentative,
          related: all.dropFirst().map {
            Match.Related(.compose(key: $0.key), "\($0.service.name) reads it too")
          })
      }
    })
}

extension Service {
  /// What it runs: services of one image, or of one build, are one program.
  fileprivate var program: String {
    if let image = section.text("image") { return image.value }
    let build = section.section("build")
    let parts = ["context", "dockerfile", "target"].map { build?.text($0)?.value ?? "" }
    return build == nil ? name : parts.joined(separator: "\n")
  }
}

extension EnvironmentValue.Origin {
  /// Whether it is this file, however its path is written.
  fileprivate func isFile(_ path: String) -> Bool {
    if case .file(let written) = self { FilePath.normalised(written) == path } else { false }
  }
}
