/// Policies that ask for something that the clean image is not.
extension PlantedDefect {
  static let requirements: [PlantedDefect] = [
    .asked("image-missing-tag", #"required-tags: ["/^[0-9a-f]{7,40}$/"]"#),
    .asked("image-forbidden-tag", "allowed-tags: [v*]"),
    .asked("image-forbidden-label", #"forbidden-labels: ["*.vendor"]"#),
    .asked("image-forbidden-user", "users: [nobody]"),
    .asked("image-missing-port", "required-ports: [9000]"),
    .asked("image-forbidden-port", "allowed-ports: []"),
    .asked("image-missing-volume", "required-volumes: [/data]"),
    .asked(
      "image-forbidden-volume", "allowed-volumes: []", instead: "ExposedPorts: 8080/tcp",
      "ExposedPorts: 8080/tcp\nVolumes: /data"),
    .asked("image-missing-variable", "required-environment: [TZ]"),
    .asked("image-forbidden-variable", "forbidden-environment: [PATH]"),
    .asked("image-forbidden-base", "base-images: [debian]"),
    .asked("image-forbidden-base", "base-digests: [scratch]"),
    .asked("image-unexpected-setting", "workdir: /srv"),
    .asked("image-missing-package", #"required-packages: ["deb:bash >= 5.3"]"#),
    .asked(
      "layer-forbidden-package", "forbidden-packages: [gcc-*-base]", layer: 0,
      "ADD file:0123456789abcdef in /"),
    .asked("image-absent-program", "required-programs: [psql]"),
    .asked(
      "layer-forbidden-program", "forbidden-programs: [perl]", layer: 0, "ADD file:0123456789abcdef in /"),
    .asked("image-unknown-licence", "forbidden-licences: [AGPL*]"),
    .asked("image-unknown-base", "require-base: true"),
    .asked("image-missing-file", "files: [{path: /app/LICENSE}]"),
    .asked(
      "layer-forbidden-file", #"files: [{path: "/app/**/*.yaml", exists: false}]"#, layer: 1,
      "COPY --chmod=755 out /app"),
    .asked(
      "layer-wrong-file", "files: [{path: /app/bin/server, owner: app}]", layer: 1,
      "COPY --chmod=755 out /app"),
    .asked(
      "image-too-old", "max-age: 30d", instead: "WorkingDir: /app", "WorkingDir: /app\ntoday: 2026-01-01"),
  ]

  /// The policy stands after a line of the clean image, which may change too.
  private static func asked(
    _ rule: String, _ policy: String, layer: Int? = nil, _ instruction: String? = nil
  ) -> PlantedDefect {
    asked(rule, policy, instead: "User: 10001:10001", "User: 10001:10001", layer: layer, instruction)
  }

  private static func asked(
    _ rule: String, _ policy: String, instead line: String, _ new: String, layer: Int? = nil,
    _ instruction: String? = nil
  ) -> PlantedDefect {
    PlantedDefect(
      name: policy, replaced: (line, "\(new)\npolicy: image: {\(policy)}"), rule: rule, layer: layer,
      instruction: instruction)
  }
}
