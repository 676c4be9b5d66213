/// The variables by which frameworks are set, and the values that mean development.
enum DevelopmentModes {
  /// Whether a variable of this value turns development mode on.
  static func isOn(_ name: String, _ value: String) -> Bool {
    let value = value.lowercased()
    if let values = all[name] { return values.contains(value) }
    guard name == "DJANGO_SETTINGS_MODULE" else { return false }
    return value.split(separator: ".").last.map { settings.contains(String($0)) } ?? false
  }

  private static let on: Set<String> = ["1", "true", "yes", "on"]
  private static let names: Set<String> = ["development", "dev", "test", "debug"]
  /// The last parts of Django's settings modules for development.
  private static let settings: Set<String> = ["dev", "develop", "development", "local", "debug"]

  private static let all: [String: Set<String>] = [
    "APP_DEBUG": on, "ASPNETCORE_ENVIRONMENT": names, "DJANGO_DEBUG": on, "DOTNET_ENVIRONMENT": names,
    "FLASK_DEBUG": on,
    "FLASK_ENV": names, "NODE_ENV": names, "RACK_ENV": names, "RAILS_ENV": names, "SYMFONY_DEBUG": on,
    "WERKZEUG_DEBUG_PIN": ["off"], "WP_DEBUG": on,
  ]
}
