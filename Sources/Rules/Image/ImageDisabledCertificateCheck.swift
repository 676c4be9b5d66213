import Findings
import Images

extension Rule {
  static let imageDisabledCertificateCheck = Rule(
    id: "image-disabled-certificate-check",
    summary: "A variable of the environment switches the check of certificates off.",
    why: """
      Every connection that the container makes can then be read and changed by whoever stands on the way, \
      with no sign of it.
      """,
    fix: """
      Take the variable out. Add the authority of your own servers to the image's trusted certificates.
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
        """)
    ],
    silent: [
      .image(
        "the check left on",
        """
        Env: NODE_TLS_REJECT_UNAUTHORIZED=1
        Env: GIT_SSL_NO_VERIFY=false
        Env: SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
        """)
    ],
    check: .image { image, _ in
      image.config.execution.environment.enumerated().compactMap { index, variable in
        guard TLSSwitches.isOff(variable) else { return nil }
        return Match(
          .config("Env[\(index)]"), "\(variable) switches the check of certificates off.", subject: variable)
      }
    })
}
