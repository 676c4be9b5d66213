import Compose
import Findings

extension Rule {
  static let composeCommittedEnv = Rule(
    id: "compose-committed-env",
    summary: "The `.env` beside the compose file holds credentials and is not ignored by Git.",
    why: """
      The next commit puts the credentials into the history, where they stay after the file is gone; and a build \
      whose context is this directory copies them into the image.
      """,
    fix:
      "Add `.env` to `.gitignore` and `.dockerignore`, commit an `.env.example` instead, and change the credentials.",
    severity: .medium, confidence: .tentative,
    references: [.cwe(538), .nist("4.1.4")],
    examples: [
      .compose(
        "credentials that nothing keeps out of the repository",
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
        "a file that is ignored",
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
        "settings only",
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
      guard !project.ignoresDotEnvironment else { return [] }
      let credentials = project.dotEnvironment.filter {
        Credential.isName($0.key) && Credential.isValue($0.value ?? "") && $0.variables.isEmpty
      }
      guard let first = credentials.first else { return [] }
      let names = credentials.map(\.key).joined(separator: ", ")
      return [
        Match(
          .compose(key: "env." + first.key), ".env holds \(names), and no .gitignore beside it leaves it out."
        )
      ]
    })
}
