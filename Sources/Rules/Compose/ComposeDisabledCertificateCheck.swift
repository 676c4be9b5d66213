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
          c:
            image: c:1
            command: ▶sh -c "NODE_TLS_REJECT_UNAUTHORIZED=0 exec node server.js"
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
            command: sh -c "NODE_TLS_REJECT_UNAUTHORIZED=1 exec node server.js"
        """)
    ],
    check: .service { service, _, _ in
      var matches = service.environment.compactMap { variable -> Match? in
        guard let value = variable.value, TLSSwitches.isOff("\(variable.name)=\(value)") else { return nil }
        return Match(
          .compose(key: variable.key),
          "\(variable.name)=\(value)\(variable.fileClause) turns off certificate checks in service \(service.name).",
          subject: variable.name)
      }
      if let command = ServiceCommand(service), let word = command.words.first(where: TLSSwitches.isOff) {
        matches.append(
          Match(
            command.place, "\(word) in the command turns off certificate checks in service \(service.name).",
            subject: word))
      }
      return matches
    })
}
