import Findings
import Images
import Secrets

extension Rule {
  static let imageSecretEnvironment = Rule(
    id: "image-secret-environment",
    summary: "An environment variable of the image looks like a secret.",
    why: """
      The config holds the environment, so everyone who can pull the image can read it. Every process in the \
      container has it too, and docker inspect and crash reports show it.
      """,
    fix: """
      Remove the ENV line and revoke the secret, because everyone with the image can read it. Pass a new one \
      at run time, as a file under /run/secrets or from the orchestrator's secret store; builds take it with \
      RUN --mount=type=secret.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(526), .nist("3.1.4")],
    triggering: [
      .image("a password", "Env: PATH=/usr/bin\n▶ Env: DB_PASSWORD=correct-horse-battery"),
      .image(
        "several names for secrets",
        "▶ Env: API_KEY=a1b2c3d4e5\n▶ Env: githubToken=a1b2c3d4e5\n▶ Env: AWS_ACCESS_KEY_ID=a1b2c3d4e5"),
      .image(
        "a value that a later step replaces but the history keeps",
        """
        Env: DB_PASSWORD=
        ▶ history: ENV DB_PASSWORD=correct-horse-battery MODE=production
        history: ENV DB_PASSWORD=
        """),
    ],
    silent: [
      .image(
        "paths, lifetimes and switches",
        """
        Env: DB_PASSWORD_FILE=/run/secrets/db
        Env: AUTH_TOKEN=/run/secrets/token
        Env: TOKEN_TTL=3600
        Env: ACCESS_TOKEN_EXPIRE_MINUTES=30
        Env: PASSWORD_ENCRYPTION=scram-sha-256
        Env: ALLOW_EMPTY_PASSWORD=yes
        Env: SECRET_NAME=app
        Env: TOKEN_URL=https://login.example.com/token
        """),
      .image(
        "placeholders and empty values",
        """
        Env: DB_PASSWORD=
        Env: API_TOKEN=changeme
        Env: JWT_SECRET=${JWT_SECRET}
        Env: SECRET_KEY=<your key>
        """),
      .image(
        "public keys, and words that only look similar",
        """
        Env: GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
        Env: NGINX_SIGNING_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
        Env: KEYCLOAK_REALM=production
        Env: TOKENIZERS_PARALLELISM=false
        Env: MAX_TOKENS=4096
        Env: BYPASS_CACHE=everything
        """),
    ],
    check: .image { image, _ in
      let fields = image.config.execution.environment.enumerated().compactMap {
        index, variable -> (String, SymbolicLocation)? in
        guard let equals = variable.firstIndex(of: "=") else { return nil }
        let name = variable[..<equals]
        guard SecretName.isSecret(name, value: variable[variable.index(after: equals)...]) else { return nil }
        return (String(name), .config("Env[\(index)]"))
      }
      return StatedValue.matches(fields, image.statedSecrets(by: "ENV"), what: "variable")
    })
}
