import Findings
import Images

extension Rule {
  static let layerRegistryConfig = Rule(
    id: "layer-registry-config",
    summary: "A configuration of package registries that may hold a token is in the image.",
    why: """
      A private registry needs a token, and .npmrc, pip.conf or settings.xml is where it stands. Often \
      there is only an address in the file; then it is merely not needed any more.
      """,
    fix: "Give it to the RUN that installs with --mount=type=secret.",
    severity: .low, confidence: .tentative,
    references: [.cis("4.10"), .cwe(538), .nist("4.1.4")],
    triggering: [
      .image(
        "of npm",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.npmrc 40
        """)
    ],
    silent: [
      .image(
        "npm's own, and that of a package",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /usr/local/lib/node_modules/npm/.npmrc 40
          -rw-r--r-- 0:0 /app/node_modules/x/.npmrc 40
          -rw-r--r-- 0:0 /srv/settings.xml 40
        """)
    ],
    check: .image { image, _ in
      let files = CredentialFiles.registryEndings.flatMap { image.sightings(endingIn: $0) }
      return SecretFiles.matches(files, in: image) { "\($0.path.shown) may hold the token of a registry." }
    })
}
