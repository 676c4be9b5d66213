import Findings
import Images
import Secrets

extension Rule {
  static let imageSecretBuildArgument = Rule(
    id: "image-secret-build-argument",
    summary: "The image's history holds a build argument that looks like a secret.",
    why: """
      Builders record the values of ARG in the history of every RUN step that sees them: docker history shows \
      them to everyone who can pull the image.
      """,
    fix: """
      Revoke the secret, because everyone with the image can read it. Give a new one to the build with RUN \
      --mount=type=secret,id=NAME.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("3.1.4")],
    triggering: [
      .image(
        "a value in two steps, reported once",
        """
        ▶ history: RUN |1 NPM_TOKEN=a1b2c3d4e5 /bin/sh -c npm ci # buildkit
        history: RUN |1 NPM_TOKEN=a1b2c3d4e5 /bin/sh -c npm test # buildkit
        """),
      .image("a default value", "▶ history: ARG DB_PASSWORD=correct-horse-battery"),
      .image("the classic builder", "▶ history: |2 A=b GITHUB_TOKEN=a1b2c3d4e5 /bin/sh -c make"),
    ],
    silent: [
      .image(
        "arguments without a value, and values that are not secrets",
        """
        history: ARG NPM_TOKEN
        history: ARG NPM_TOKEN=
        history: RUN |2 VERSION=1.2.3 TOKEN_FILE=/run/secrets/token /bin/sh -c make # buildkit
        """)
    ],
    check: .image { image, _ in
      var names: [String] = []
      var steps: [String: [Int]] = [:]
      for (index, step) in image.history.steps.enumerated() {
        let stated =
          step.keyword == "ARG"
          ? StatedValue.pairs(step.arguments) : step.buildArguments.flatMap { pair($0) }
        for (name, value) in stated where SecretName.isSecret(name, value: value) {
          if steps[name] == nil { names.append(name) }
          if steps[name]?.last != index { steps[name, default: []].append(index) }
        }
      }
      return names.compactMap { name in
        guard let own = steps[name], let first = own.first else { return nil }
        var match = Match(
          image.place(ofStep: first),
          "The history holds the value of the build argument \(name), which looks like a secret.",
          subject: name,
          related: own.dropFirst().map { .init(image.place(ofStep: $0), "This step's history holds it too.") }
        )
        match.facts = own.map { Fact(.secret, image.place(ofStep: $0), name: name) }
        return match
      }
    })

  /// `NAME=value` in two, the value as it stands.
  private static func pair(_ argument: String) -> [(name: String, value: String)] {
    guard let equals = argument.firstIndex(of: "=") else { return [] }
    return [(String(argument[..<equals]), String(argument[argument.index(after: equals)...]))]
  }
}
