import Findings
import Images

extension Rule {
  static let layerRegistryConfig = Rule(
    id: "layer-registry-config",
    summary: "A package registry's configuration, which may hold a token, is in the image.",
    why: """
      A private registry needs a token, which is kept in a file such as .npmrc or pip.conf. Often the file \
      holds only an address; then it is merely no longer needed.
      """,
    fix: """
      Give the file only to the RUN that installs: RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm \
      ci.
      """,
    severity: .low, confidence: .tentative,
    references: [.cis("4.10"), .cwe(538), .nist("4.1.4")],
    triggering: [
      .image(
        "the npm configuration",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.npmrc 40
        """)
    ],
    silent: [
      .image(
        "files of npm itself and of a package",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /usr/local/lib/node_modules/npm/.npmrc 40
          -rw-r--r-- 0:0 /app/node_modules/x/.npmrc 40
          -rw-r--r-- 0:0 /srv/settings.xml 40
        """)
    ],
    check: .image { image, _ in
      let files = CredentialFiles.registryEndings.flatMap { image.occurrences(endingIn: $0) }
      return SecretFiles.matches(files, in: image) { "\($0.path.shown) may hold a registry token." }
    })
}
