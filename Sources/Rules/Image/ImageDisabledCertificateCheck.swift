import Findings
import Images

extension Rule {
  static let imageDisabledCertificateCheck = Rule(
    id: "image-disabled-certificate-check",
    summary: "An environment variable turns off certificate checks.",
    why: """
      Anyone on the network path can then read and change every connection that the container makes, without a \
      trace.
      """,
    fix: """
      Remove the ENV line. Add your servers' certificate authority to the image instead: COPY ca.crt \
      /usr/local/share/ca-certificates/, then RUN update-ca-certificates.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(295)],
    triggering: [
      .image(
        "Node.js, Python and Git",
        """
        ▶ Env: NODE_TLS_REJECT_UNAUTHORIZED=0
        ▶ Env: PYTHONHTTPSVERIFY=0
        ▶ Env: GIT_SSL_NO_VERIFY=true
        """),
      .image(
        "in a shell's command",
        """
        ▶ Cmd: ["/bin/sh", "-c", "NODE_TLS_REJECT_UNAUTHORIZED=0 exec node server.js"]
        """),
    ],
    silent: [
      .image(
        "certificate checks left on",
        """
        Env: NODE_TLS_REJECT_UNAUTHORIZED=1
        Env: GIT_SSL_NO_VERIFY=false
        Env: SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
        """)
    ],
    check: .image { image, _ in
      var matches = image.config.execution.environment.enumerated().compactMap { index, variable -> Match? in
        guard TLSSwitches.isOff(variable) else { return nil }
        return Match(
          .config("Env[\(index)]"), "\(variable) turns off certificate checks.", subject: variable)
      }
      let words = (image.mainCommand?.words ?? []).flatMap { $0.contains(" ") ? ShellWords.split($0) : [$0] }
      if let command = image.mainCommand, let word = words.first(where: TLSSwitches.isOff) {
        matches.append(
          Match(
            .config(command.field.rawValue),
            "\(word) in \(command.field.rawValue) turns off certificate checks.", subject: word))
      }
      return matches
    })
}
