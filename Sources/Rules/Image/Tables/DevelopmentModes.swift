/// The variables by which frameworks are set, and the values that mean development.
enum DevelopmentModes {
  /// Whether a variable of this value turns development mode on.
  static func isOn(_ name: String, _ value: String) -> Bool {
    let value = value.lowercased()
    if let values = all[name] { return values.contains(value) }
    switch name {
    case "DJANGO_SETTINGS_MODULE":
      guard let module = value.split(separator: ".").last else { return false }
      return settings.contains(String(module))
        || module.split(separator: "_").last.map(String.init).map(settings.contains) == true
    case "XDEBUG_MODE":
      return value.split(separator: ",").contains { ["debug", "develop"].contains($0.trimmingBlanks) }
    default: return false
    }
  }

  /// Whether a plain `DEBUG` is on and a framework that reads it stands beside it, or the value is written as Python writes
  /// it. Other programs take the variable for the names of what they log (`DEBUG=app:*`), or do not look at it.
  ///
  /// - Parameters:
  ///   - variables: the names of the variables beside it.
  ///   - words: what is started.
  static func isPlainDebug(
    _ name: String, _ value: String, beside variables: [String], starting words: [String]
  ) -> Bool {
    guard name == "DEBUG", on.contains(value.lowercased()) else { return false }
    let programs = words.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    if value == "True", !programs.contains(where: { others.contains($0) }) { return true }
    return variables.contains { variable in readers.contains { variable.hasPrefix($0) } }
      || programs.contains { servers.contains($0) }
  }

  /// The beginnings of variables' names that frameworks with a debug mode have.
  private static let readers = ["DJANGO_", "FLASK_", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS"]
  /// Programs that run such frameworks.
  private static let servers: Set<String> = [
    "manage.py", "gunicorn", "uwsgi", "daphne", "uvicorn", "hypercorn", "flask", "waitress-serve",
    "django-admin",
  ]

  /// Programs that run what is not written in Python.
  private static let others: Set<String> = [
    "node", "npm", "npx", "yarn", "pnpm", "java", "ruby", "php", "php-fpm", "dotnet",
  ]

  private static let on: Set<String> = ["1", "true", "yes", "on"]
  private static let names: Set<String> = ["development", "dev", "test", "debug"]
  /// The last parts of Django's settings modules for development.
  private static let settings: Set<String> = ["dev", "develop", "development", "local", "debug"]

  private static let all: [String: Set<String>] = [
    "APP_DEBUG": on, "APP_ENV": ["dev", "development", "local"], "ASPNETCORE_ENVIRONMENT": names,
    "DJANGO_DEBUG": on, "DOTNET_ENVIRONMENT": names, "FLASK_DEBUG": on, "FLASK_ENV": names,
    "GIN_MODE": ["debug"], "MIX_ENV": ["dev"], "NODE_ENV": names, "QUARKUS_PROFILE": ["dev"],
    "RACK_ENV": names, "RAILS_ENV": names, "SYMFONY_DEBUG": on,
    "WERKZEUG_DEBUG_PIN": ["off"], "WP_DEBUG": on,
  ]
}
