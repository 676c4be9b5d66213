import Compose
import Findings

extension Rule {
  static let composeCommittedEnv = Rule(
    id: "compose-committed-env",
    summary: "An env file beside the compose file holds credentials and is tracked, or not ignored, by Git.",
    why: """
      The next commit puts the credentials into the history, where they stay after the file is deleted. A \
      build whose context is this directory also copies them into the image.
      """,
    fix: """
      Run `git rm --cached FILE` if the file is tracked, add it to `.gitignore` and `.dockerignore`, commit an \
      example without values instead, and change the credentials.
      """,
    severity: .medium, confidence: .tentative,
    references: [.cwe(538), .nist("4.1.4")],
    triggering: [
      .compose(
        "credentials in a file that Git does not ignore",
        """
        services:
          app:
            image: app:1
            environment: {JWT_SECRET: $JWT_SECRET}
        # file: .env
        LOG_LEVEL=info
        JWT_SECRET=▶0123456789abcdef
        # file: .gitignore
        node_modules/
        """),
      .compose(
        "a file named by a service",
        """
        services:
          app:
            image: app:1
            env_file: envs/app.env
        # file: envs/app.env
        API_TOKEN=▶0123456789abcdef
        """),
      .compose(
        "one file named by two paths, reported once",
        """
        services:
          app:
            image: app:1
            env_file: ./.env
            environment: {JWT_SECRET: $JWT_SECRET}
          web:
            image: web:1
            env_file: envs/../.env
        # file: .env
        JWT_SECRET=▶0123456789abcdef
        """),
    ],
    silent: [
      .compose(
        "an ignored file",
        """
        services:
          app:
            image: app:1
        # file: .env
        JWT_SECRET=0123456789abcdef
        # file: .gitignore
        node_modules/
        .env
        """),
      .compose(
        "a file with settings only",
        """
        services:
          app:
            image: app:1
        # file: .env
        TAG=1.2
        DB_PASSWORD=
        """),
    ],
    check: .compose { project, _ in
      var found: [String: [String]] = [:]
      var writings: [String: String] = [:]
      for entry in project.dotEnvironment where entry.variables.isEmpty {
        if Self.isCredential(entry.key, entry.value) { found[".env", default: []].append(entry.key) }
      }
      for variable in project.services.flatMap(\.environment) where variable.variables.isEmpty {
        guard case .file(let written) = variable.origin, Self.isCredential(variable.name, variable.value)
        else { continue }
        // `./.env` and `../app/.env` are the same file, which the place of the variable is asked for as it is written.
        let path = FilePath.normalised(written)
        if found[path]?.contains(variable.name) != true {
          if found[path] == nil { writings[path] = written }
          found[path, default: []].append(variable.name)
        }
      }
      return found.keys.sorted().compactMap { path in
        let isTracked = project.isTracked(path) == true
        guard isTracked || !project.isIgnored(path), let names = found[path], let first = names.first else {
          return nil
        }
        let reason = isTracked ? "Git tracks the file" : "no .gitignore beside it excludes the file"
        return Match(
          .compose(key: project.key(ofVariable: first, in: writings[path] ?? path)),
          "\(path) holds credentials (\(names.joined(separator: ", "))), and \(reason).",
          subject: path, severity: isTracked ? .high : nil, confidence: isTracked ? .certain : nil)
      }
    })

  private static func isCredential(_ name: String, _ value: String?) -> Bool {
    Credential.isName(name) && Credential.isValue(value ?? "", of: name)
  }
}
