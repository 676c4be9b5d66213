/// What an image rule about the config makes of the config that a service's containers run with.
package enum ServiceForm: Sendable, Equatable {
  /// The rule itself judges it, and reports what the service states; with what to do there.
  case judges(Knowledge, fix: String)
  /// These rules say of services what the image rule says of images.
  case twins([String])
  /// What the rule says of an image means nothing for a service; the reason as a clause.
  case none(String)

  /// What must be known of the image before a service can be judged.
  package enum Knowledge: Sendable, Equatable {
    case nothing
    /// The image's accounts, unless the service states a group.
    case group
    /// The image's accounts.
    case accounts
  }
}

extension ServiceForm {
  /// The form of every image rule that reports a field of the config, by the rule's id.
  package static let all: [String: ServiceForm] = [
    "image-relative-search-path": .judges(
      .nothing, fix: "Use only absolute paths in `PATH`, or leave the variable to the image."),
    "image-relative-working-directory": .judges(
      .nothing, fix: "Write an absolute path: `working_dir: /srv/app`. Engines refuse to start the container."
    ),
    "image-dangerous-working-directory": .judges(
      .nothing, fix: "Give the application a directory of its own: `working_dir: /srv/app`."),
    "image-root-group": .judges(
      .group, fix: "State a group of the service's own beside the user: `user: \"10001:10001\"`."),
    "image-exposed-debug-port": .judges(
      .nothing, fix: "Remove the port from `expose`, and the option that opens it from the command."),
    "image-exposed-ssh-port": .judges(
      .nothing, fix: "Remove the port from `expose`, and enter containers with `docker compose exec`."),
    "layer-miner": .judges(
      .nothing,
      fix: "Stop the service, find out who wrote the address, and change every credential that it had."),
    "image-missing-variable": .judges(
      .nothing, fix: "Give the variable the value that the policy requires, or leave it to the image."),
    "image-missing-label": .judges(
      .nothing, fix: "Give the label the value that the policy requires, or leave it to the image."),
    "image-forbidden-user": .judges(
      .accounts, fix: "Remove `user`, or set a user that the policy allows."),

    "image-root-user": .twins(["compose-root-user", "cross-root-user"]),
    "image-unknown-user": .twins(["cross-unknown-user"]),
    "image-development-mode": .twins(["compose-development-mode", "cross-development-start"]),
    "image-disabled-certificate-check": .twins(["compose-disabled-certificate-check"]),
    "image-enabled-debugger": .twins(["compose-enabled-debugger", "cross-development-start"]),
    "image-secret-environment": .twins(["compose-literal-credential"]),
    "image-secret-label": .twins(["compose-literal-credential"]),
    "image-disabled-health-check": .twins(["compose-health-check-off"]),
    "image-broken-health-check": .twins(["cross-broken-health-check"]),
    "image-missing-program": .twins(["cross-broken-command"]),
    "image-absent-program": .twins(["cross-broken-command"]),
    "image-missing-loader": .twins(["cross-broken-command"]),
    "image-missing-shell": .twins(["cross-broken-command", "cross-broken-health-check"]),
    "image-not-executable-program": .twins(["cross-broken-command"]),
    "image-lost-signal": .twins(["compose-lost-signal"]),

    "image-end-of-life": .none(
      "a variable changes no runtime, and compose-end-of-life judges the image that a service names"),
    "image-named-user": .none("only Kubernetes needs a number, and Compose starts no pods"),
    "image-forbidden-variable": .none("the rule's remedy is to set the variable at the service"),
    "image-forbidden-label": .none("the rule's remedy is to set the label at the service"),
    "image-forbidden-port": .none(
      "`expose` opens nothing, and the policy's compose section lists published ports"),
    "image-missing-port": .none("an image is asked for the port, and a service adds none to it"),
    "image-forbidden-volume": .none("a service's mounts are its own, and the compose section judges them"),
    "image-missing-volume": .none("an image is asked for the volume, and a service takes none from it"),
    "image-sensitive-volume": .none("a service's mounts are judged where they are written"),
    "image-unexpected-setting": .none(
      "the policy keeps the base image from deciding, and a service states its own"),
    "image-on-build": .none("only builds run the triggers"),
    "image-old-build": .none("a service does not say when its image was made"),
    "image-too-old": .none("a service does not say when its image was made"),
    "image-unknown-base": .none("a service does not say on what its image was built"),
  ]

  /// Whether a rule judges services' configs by itself.
  package static func judges(_ rule: Rule) -> Bool {
    if case .judges = all[rule.id] { true } else { false }
  }
}
