/// What an option can do to the verdict or to files. It decides what is taken of a configuration that nobody named: such
/// a file comes with the checkout, and so perhaps with the change that is to be judged.
enum ConfigPower: Equatable {
  /// Changes how the answer is shown, and nothing of it: taken.
  case shows
  /// Asks for more, and can only make the answer worse: taken.
  case asks
  /// Names files that are written: taken inside of the configuration's own directory.
  case writes
  /// Can make the answer milder, unless it has this value: not taken.
  case lowers(unless: String?)
  /// Is stricter or milder than the caller's word: taken as far as it is stricter.
  case weighs

  /// What each option can do. One that is not here is taken for the worst.
  static func of(_ key: String) -> ConfigPower { decided[key] ?? .lowers(unless: nil) }

  static let decided: [String: ConfigPower] = [
    "all": .shows, "category": .shows, "color": .shows, "format": .shows, "show-suppressed": .shows,
    "verbose": .shows,
    // They leave findings, or the report, out of what is read by people.
    "severity": .lowers(unless: "note"), "quiet": .lowers(unless: "false"),
    // It makes the report say what it likes, and could be any file of the host.
    "template": .lowers(unless: nil),
    // They move findings to lines of a file, and neither take one away nor lower it.
    "dockerfile": .shows, "target-stage": .shows,
    // Services of these projects answer no finding of an image (`Check.projectsSettle`).
    "compose": .asks,
    "structure-test": .asks,
    "output": .writes,
    "exit-zero": .lowers(unless: "false"),
    "only-new": .lowers(unless: "false"),
    "secrets": .lowers(unless: "true"),
    "baseline": .lowers(unless: nil),
    // They choose a part of what was given.
    "image": .lowers(unless: nil), "platform": .lowers(unless: nil), "profile": .lowers(unless: nil),
    // They say what services would be where the files leave it open.
    "env": .lowers(unless: nil), "env-file": .lowers(unless: nil), "map": .lowers(unless: nil),
    "target": .lowers(unless: "compose"),
    // What the base image has is not the image's own.
    "base-image": .lowers(unless: nil),
    // Rule files bring allowlists, and rules in the place of built-in ones.
    "secret-rules": .lowers(unless: nil),
    "sandbox": .lowers(unless: "required"),
    // A folder of the checkout's own could say anything of a layer.
    "cache": .lowers(unless: nil), "cache-size": .lowers(unless: nil),
    // They open connections, or choose what is behind a name; a file that nobody named must do neither.
    "images": .lowers(unless: "false"), "pull": .lowers(unless: "never"),
    "offline": .lowers(unless: "true"),
    "insecure-registry": .lowers(unless: nil), "registry-ca": .lowers(unless: nil),
    // Lowered, they leave inputs out; raised, they let inputs cost more than the caller allows.
    "limit": .lowers(unless: nil), "timeout": .lowers(unless: nil),
    "fail-on": .weighs, "policy": .weighs, "environment": .weighs,
  ]

  /// Whether an option decides what the process may do on the machine and in the network, or spend there. Nobody's file
  /// may, whatever the command.
  static func reachesOut(_ key: String) -> Bool {
    [
      "sandbox", "images", "pull", "offline", "insecure-registry", "registry-ca", "limit", "timeout",
      "cache", "cache-size",
    ].contains(key)
  }

  /// Whether values can make the answer milder by themselves.
  func isMild(_ values: [String]) -> Bool {
    switch self {
    case .shows, .asks, .writes, .weighs: false
    case .lowers(let harmless): harmless.map { values != [$0] } ?? true
    }
  }
}
