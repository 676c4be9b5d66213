import Compose
import Findings
import Images

/// A setting by which a service asks nobody for a password.
struct PasswordSwitch {
  let place: SymbolicLocation
  /// The variable or option, as messages name it.
  let written: String
  let subject: String
  /// The container port that it opens, where it is not the service's own.
  var port: Int?

  /// All such settings of a service.
  static func all(of service: Service) -> [PasswordSwitch] {
    let settings = Dictionary(service.environment.map { ($0.name, $0.value ?? "") }) { $1 }
    var found = service.environment.compactMap { variable -> PasswordSwitch? in
      guard variable.value != nil, isOff(variable.name, settings, image: service.imageName) else {
        return nil
      }
      return PasswordSwitch(
        place: .compose(key: variable.key), written: variable.name + variable.fileClause,
        subject: variable.name, port: port(of: variable.name))
    }
    if let command = ServiceCommand(service), let option = option(in: command.words) {
      found.append(
        PasswordSwitch(place: command.place, written: option, subject: option, port: port(of: option)))
    }
    return found
  }

  /// Those that the image of a service has, or makes of what the service says, and that the service alone does not show.
  static func added(by facts: CrossFacts) -> [PasswordSwitch] {
    let service = facts.service
    // A variable without a value has what the run gives it.
    let open = service.environment.filter { $0.value == nil }.map(\.name)
    let known = Set(all(of: service).map(\.subject) + open)
    let environment = facts.running.config.execution.environment.compactMap { text -> (String, String)? in
      guard let end = text.firstIndex(of: "=") else { return nil }
      return (String(text[..<end]), String(text[text.index(after: end)...]))
    }
    let settings = Dictionary(environment) { $1 }
    let keys = Dictionary(service.environment.map { ($0.name, $0.key) }) { $1 }
    var found = settings.keys.sorted().filter { name in
      !known.contains(name) && isOff(name, settings, image: service.imageName)
    }.map { name in
      PasswordSwitch(
        place: keys[name].map { .compose(key: $0) } ?? facts.place,
        written: keys[name] == nil ? "\(name)=\(settings[name] ?? "")" : name, subject: name,
        port: port(of: name))
    }
    if facts.start.isKnown, let option = option(in: facts.start.words.map(\.text)), !known.contains(option) {
      found.append(
        PasswordSwitch(place: facts.place, written: option, subject: option, port: port(of: option)))
    }
    return found
  }

  /// The container port that a setting opens, where it is not the service's own: Traefik's dashboard.
  private static func port(of setting: String) -> Int? {
    setting == "TRAEFIK_API_INSECURE" || setting.hasPrefix("--api.insecure") ? 8080 : nil
  }

  /// How much a finding about it weighs.
  func severity(_ service: Service, in project: Project) -> Severity {
    switch Exposure(of: service, port: port, in: project) {
    case .outside: .high
    case .project: .medium
    case .closed: .low
    }
  }

  private static func isOff(_ name: String, _ settings: [String: String], image: String) -> Bool {
    guard let value = settings[name]?.lowercased() else { return false }
    if let values = variables[name] { return values.contains(value) }
    switch name {
    case "POSTGRES_INITDB_ARGS":
      let words = value.split { $0 == " " || $0 == "=" }
      return zip(words, words.dropFirst()).contains {
        ["--auth", "--auth-host", "-a"].contains($0) && $1 == "trust"
      }
    case "AUTH_TYPE": return image == "pgbouncer" && (value == "any" || value == "trust")
    case "GF_AUTH_ANONYMOUS_ORG_ROLE":
      return settings["GF_AUTH_ANONYMOUS_ENABLED"]?.lowercased() == "true"
        && (value == "admin" || value == "editor")
    default: return false
    }
  }

  /// The option of a command that asks for no password.
  private static func option(in words: [String]) -> String? {
    for (index, word) in words.enumerated() where word.utf8.first == UInt8(ascii: "-") {
      let next = index + 1 < words.count ? words[index + 1].lowercased() : ""
      if options.contains(word.lowercased()) { return word }
      if word == "--protected-mode", next == "no", !words.contains("--requirepass") {
        return "--protected-mode no"
      }
      if word == "--auth", next == "none" { return "--auth none" }
      if word == "-E", options.contains("-e" + next) { return "-E " + words[index + 1] }
      let isEmpty = index + 1 < words.count && next.allSatisfy { "'\"".contains($0) }
      if isEmpty, word == "--requirepass" || tokens.contains(word) { return "An empty " + word }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, tokens.contains(String(parts[0])), parts[1].allSatisfy({ "'\"".contains($0) }) {
        return "An empty " + parts[0]
      }
    }
    return nil
  }

  private static let options: Set<String> = [
    "--api.insecure", "--api.insecure=true", "-expack.security.enabled=false",
    "-eplugins.security.disabled=true", "--noauth", "--auth=none",
    "--skip-grant-tables",
  ]

  /// Options of Jupyter that hold the token; without one everybody is let in.
  private static let tokens: Set<String> = [
    "--NotebookApp.token", "--ServerApp.token", "--IdentityProvider.token", "--LabApp.token",
  ]

  /// Variables that ask for no password, with the values by which they do.
  private static let variables: [String: Set<String>] = [
    "POSTGRES_HOST_AUTH_METHOD": ["trust"], "MYSQL_ALLOW_EMPTY_PASSWORD": ["yes", "true", "1"],
    "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD": ["yes", "true", "1"],
    "ALLOW_EMPTY_PASSWORD": ["yes", "true", "1"],
    "ALLOW_ANONYMOUS_LOGIN": ["yes", "true", "1"], "ALLOW_PLAINTEXT_LISTENER": ["yes", "true", "1"],
    "xpack.security.enabled": ["false"], "plugins.security.disabled": ["true"],
    "DISABLE_SECURITY_PLUGIN": ["true"], "NEO4J_AUTH": ["none"],
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": ["true"], "PGBOUNCER_AUTH_TYPE": ["any", "trust"],
    "TRAEFIK_API_INSECURE": ["true", "1"], "ES_SETTING_XPACK_SECURITY_ENABLED": ["false"],
    "ALLOW_NONE_AUTHENTICATION": ["yes", "true", "1"], "ME_CONFIG_BASICAUTH": ["false"],
    "CLICKHOUSE_SKIP_USER_SETUP": ["1", "true"], "DISABLE_SECURITY_DASHBOARDS_PLUGIN": ["true"],
  ]
}

extension Service {
  /// The last part of its image's name, by which a variable that several programs have means one of them.
  fileprivate var imageName: String { image?.value.shortName.lowercased() ?? "" }
}
