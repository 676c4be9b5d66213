import Compose
import Findings
import Images
import Secrets

extension Rule {
  static let crossBakedSecret = Rule(
    id: "cross-baked-secret",
    summary: "A service sets a secret that its image contains too.",
    why: """
      The image's value ships with the image, and anybody who has the image can read it. If both values are \
      the same, changing the service's value is not enough: the image has already given it away.
      """,
    fix: "Remove the variable from the Dockerfile, rebuild the image, and change the secret.",
    severity: .low, confidence: .certain,
    references: [.cis("4.10"), .cwe(798)],
    triggering: [
      .cross(
        "a different value, and the same value",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            environment:
              DB_PASSWORD: ▶${DB_PASSWORD}
              JWT_SECRET: ▶invented-value-1
        # image: a:1
        Env: DB_PASSWORD=invented-value-2
        Env: JWT_SECRET=invented-value-1
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    silent: [
      .cross(
        "a placeholder, a setting about a secret, and a secret that the image does not contain",
        """
        # compose: compose.yaml
        services:
          a:
            image: a:1
            environment: {DB_PASSWORD: x1, TOKEN_TTL: "60", API_TOKEN: "${API_TOKEN}"}
        # image: a:1
        Env: DB_PASSWORD=changeme
        Env: TOKEN_TTL=3600
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      let baked = facts.image.config.execution.environment
      let indexes = Dictionary(
        baked.enumerated().map { (String($0.element.prefix { $0 != "=" }), $0.offset) }
      ) { $1 }
      return facts.service.environment.compactMap { variable in
        guard let index = indexes[variable.name] else { return nil }
        let value = baked[index].dropFirst(variable.name.count + 1)
        let place = SymbolicLocation.config("Env[\(index)]")
        guard
          facts.image.secrets.configPlaces.contains(place) || SecretName.isSecret(variable.name, value: value)
        else {
          return nil
        }
        let isSame =
          facts.image.secrets.holds(variable.value ?? "", at: place) ?? (variable.value == String(value))
        var match = Match(
          .compose(key: variable.key),
          "Service \(facts.service.name) sets \(variable.name), but its image already contains \(isSame ? "the same" : "a") value for it.",
          subject: variable.name, severity: isSame ? .medium : nil,
          related: [.init(place, "the image's value")])
        match.facts = [Fact(.secret, place)]
        return match
      }
    })
}
