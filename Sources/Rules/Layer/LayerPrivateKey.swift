import Findings
import Images

extension Rule {
  static let layerPrivateKey = Rule(
    id: "layer-private-key",
    summary: "A file whose name says that it holds a private key is in the image.",
    why: """
      Everyone who can pull the image has the private key, and so has every registry and cache on the way. It \
      cannot be taken back, only replaced.
      """,
    fix: """
      Replace the key, add the file to .dockerignore, and mount the new key at run time. A build takes it with \
      RUN --mount=type=secret or RUN --mount=type=ssh.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(321), .nist("4.1.4")],
    triggering: [
      .image(
        "an SSH key",
        """
        layer: COPY ssh /root/.ssh
        ▶ -rw------- 0:0 /root/.ssh/id_ed25519 400
          -rw-r--r-- 0:0 /root/.ssh/id_ed25519.pub 100
        """),
      .image(
        "a server's key, deleted later",
        """
        layer: COPY . /app
        ▶ -rw------- 0:0 /app/certs/server.key 400
        layer: RUN rm /app/certs/server.key
          delete /app/certs/server.key
        """),
      .image(
        "a key store",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/identity.p12 400
        """),
    ],
    silent: [
      .image(
        "certificates, trust stores and test keys of packages",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/certs/server.crt 400
          -rw-r--r-- 0:0 /app/certs/truststore.jks 400
          -rw-r--r-- 0:0 /etc/ssl/certs/ca-certificates.crt 400
          -rw-r--r-- 0:0 /usr/lib/python3/dist-packages/tornado/test/test.key 400
          -rw-r--r-- 0:0 /app/node_modules/https-proxy/test/server.key 400
          -rw-r----- 0:0 /etc/ssl/private/ssl-cert-snakeoil.key 400
        """)
    ],
    check: .image { image, _ in
      let files =
        KeyFiles.names.flatMap { image.occurrences(named: $0) }
        + KeyFiles.suffixes.flatMap { image.occurrences(withSuffix: $0) }
      return SecretFiles.matches(files.filter { KeyFiles.mayHoldKey($0.path) }, in: image, fact: .keyFile) {
        "\($0.path.shown) is, by its name, the file of a private key."
      }
    })
}
