import Findings
import Images
import Secrets

extension Rule {
  static let imageSecretLabel = Rule(
    id: "image-secret-label",
    summary: "A label of the image looks like a secret.",
    why: "Every tool and registry that lists images shows their labels, so anyone can read them.",
    fix: "Remove the LABEL line and revoke the secret, because everyone with the image can read it.",
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(540)],
    triggering: [
      .image("a token", "▶ Labels: com.example.deploy-token=a1b2c3d4e5")
    ],
    silent: [
      .image(
        "labels that describe an image",
        """
        Labels: org.opencontainers.image.title=token service
        Labels: com.example.secret-name=app-credentials
        Labels: com.example.token-url=https://example.com/token
        """)
    ],
    check: .image { image, _ in
      let fields = image.config.execution.labels.sorted { $0.key < $1.key }.compactMap {
        name, value -> (String, SymbolicLocation)? in
        SecretName.isSecret(name, value: value) ? (name, .config("Labels.\(name)")) : nil
      }
      return StatedValue.matches(fields, image.statedSecrets(by: "LABEL"), what: "label")
    })
}
