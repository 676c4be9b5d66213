import Compose
import Findings

extension Rule {
  static let composeDisabledCertificateCheck = Rule(
    id: "compose-disabled-certificate-check",
    summary: "A service's environment turns off certificate checks.",
    why: """
      Anyone on the network path can then read and change every connection that the service makes, without a \
      trace.
      """,
    fix: """
      Remove the variable. Mount the certificate of your own authority and name it, for example with \
      `NODE_EXTRA_CA_CERTS` or `SSL_CERT_FILE`.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(295)],
    triggering: [
      .compose(
        "Node.js, Python and Git, in both forms",
        """
        services:
          a:
            image: a:1
            environment:
              NODE_TLS_REJECT_UNAUTHORIZED: ▶"0"
              PYTHONHTTPSVERIFY: ▶0
          b:
            image: b:1
            environment:
              - GIT_SSL_NO_VERIFY=▶true
        """)
    ],
    silent: [
      .compose(
        "certificate checks left on",
        """
        services:
          a:
            image: a:1
            environment:
              NODE_TLS_REJECT_UNAUTHORIZED: "1"
              GIT_SSL_NO_VERIFY: "false"
              NODE_EXTRA_CA_CERTS: /etc/ssl/own.pem
              PYTHONHTTPSVERIFY: ${VERIFY}
        """)
    ],
    check: .service { service, _, _ in
      service.environment.compactMap { variable in
        guard let value = variable.value, TLSSwitches.isOff("\(variable.name)=\(value)") else { return nil }
        return Match(
          .compose(key: variable.key),
          "\(variable.name)=\(value) turns off certificate checks in service \(service.name).",
          subject: variable.name)
      }
    })
}
