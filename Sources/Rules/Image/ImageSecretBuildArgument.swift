import Findings
import Images

extension Rule {
  static let imageSecretBuildArgument = Rule(
    id: "image-secret-build-argument",
    summary: "A build argument that looks like a secret is in the image's history.",
    why: """
      Builders write the values of ARG into the history, beside each RUN that saw them: docker history shows them \
      to everyone who can pull the image.
      """,
    fix: "Count it as known to others, and give it to the build with RUN --mount=type=secret.",
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("3.1.4")],
    examples: [
      .image(
        "the value that a step saw: one finding for all steps",
        """
        ▶ history: RUN |1 NPM_TOKEN=a1b2c3d4e5 /bin/sh -c npm ci # buildkit
        history: RUN |1 NPM_TOKEN=a1b2c3d4e5 /bin/sh -c npm test # buildkit
        """),
      .image("a default value", "▶ history: ARG DB_PASSWORD=correct-horse-battery"),
      .image("the classic builder", "▶ history: |2 A=b GITHUB_TOKEN=a1b2c3d4e5 /bin/sh -c make"),
      .image(
        "no value, and values that are no secret",
        """
        history: ARG NPM_TOKEN
        history: ARG NPM_TOKEN=
        history: RUN |2 VERSION=1.2.3 TOKEN_FILE=/run/secrets/token /bin/sh -c make # buildkit
        """),
    ],
    check: .image { image, _ in
      var seen: Set<String> = []
      return image.history.steps.enumerated().flatMap { index, step -> [Match] in
        guard !image.secrets.configPlaces.contains(image.place(ofStep: index)),
          !image.secrets.configPlaces.contains(.history(index))
        else { return [] }
        let stated = step.keyword == "ARG" ? [step.arguments] : step.buildArguments
        return stated.compactMap { argument in
          guard let equals = argument.firstIndex(of: "=") else { return nil }
          let name = String(argument[..<equals])
          guard SecretName.isSecret(name, value: argument[argument.index(after: equals)...]),
            seen.insert(name).inserted
          else { return nil }
          return Match(
            image.place(ofStep: index),
            "The history holds the value of the build argument \(name), which looks like a secret.",
            subject: name)
        }
      }
    })
}
