import Findings
import Images

extension Rule {
  static let layerEnvFile = Rule(
    id: "layer-env-file",
    summary: "A file of environment variables is in the image.",
    why: """
      Most .env files hold passwords and keys. Anyone who can pull the image can read them, even from a layer \
      that a later one hides.
      """,
    fix: """
      Add .env* to .dockerignore, pass the values at run time (docker run --env-file .env), and change every \
      secret that the file held.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("4.1.4")],
    triggering: [
      .image(
        "a file copied with the application",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.env 40
          -rw-r--r-- 0:0 /app/server.js 40
        """),
      .image(
        "a file that a later layer deletes but that still ships",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.env.production 40
        layer: RUN rm /app/.env.production
          delete /app/.env.production
        """),
      .image(
        "a file that a later layer gives another owner, reported where it came from",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.env 40
        layer: RUN chown -R 10001 /app
          -rw-r--r-- 10001:10001 /app/.env 40
        """),
      .image(
        "a file named after its environment",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/config/production.env 40
        ▶ -rw-r--r-- 0:0 /app/.prodenv 40
        """),
    ],
    silent: [
      .image(
        "samples, an empty file and files of packages",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/.env.example 40
          -rw-r--r-- 0:0 /app/sample.env 40
          -rw-r--r-- 0:0 /app/.env.template 40
          -rw-r--r-- 0:0 /app/.env 0
          -rw-r--r-- 0:0 /app/node_modules/dotenv/.env 40
          drwxr-xr-x 0:0 /opt/.env
        """)
    ],
    check: .image { image, _ in
      let named = EnvironmentFiles.names.flatMap { image.occurrences(named: $0) }
      let files = (named + image.occurrences(withSuffix: ".env")).filter { EnvironmentFiles.isNamed($0.path) }
      return SecretFiles.matches(files, in: image) { "\($0.path.shown) is a file of environment variables." }
    })
}
