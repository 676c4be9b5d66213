import ArgumentParser
import Compose
import Foundation

/// How compose projects are loaded.
///
/// The environment of the command is left out on purpose: the same files give the same answer everywhere. What
/// it would set is set with `--env`.
struct ComposeChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An environment file instead of .env; may be repeated.", valueName: "file"),
    completion: .file())
  var envFile: [String] = []

  @Option(
    help: ArgumentHelp("A variable for compose files; may be repeated.", valueName: "name=value"),
    transform: { text in
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError("'\(text)' is not a variable; write NAME=VALUE.")
      }
      return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    })
  var env: [(String, String)] = []

  @Option(
    help: ArgumentHelp(
      "Check the services of this profile and those without a profile; may be repeated. Default: all services, whatever COMPOSE_PROFILES in .env says.",
      valueName: "name"))
  var profile: [String] = []

  @Option(
    help: ArgumentHelp("The program that runs the compose files: compose, swarm.", valueName: "target"),
    completion: Choice.completion(Options.Target.self),
    transform: { text in try Choice.read(text, "target") })
  var target = Options.Target.compose

  /// Whether an input is a compose file, by its name.
  static func isCompose(_ input: String) -> Bool {
    [".yaml", ".yml"].contains { input.lowercased().hasSuffix($0) }
  }

  /// The directories above this one, the nearest first.
  private static let parents: [String] = {
    let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
    return (0..<depth).map { [String](repeating: "..", count: $0 + 1).joined(separator: "/") }
  }()

  /// Files with `:` between them.
  static func files(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ":")).map { String(Substring($0)) }
  }

  /// The settings for files in the order given.
  func options(files: [String]) -> Options {
    var options = Options(files: files)
    options.parents = Self.parents
    options.environmentFiles = envFile
    options.environment = Dictionary(env) { $1 }
    options.profiles = profile.isEmpty ? nil : profile
    options.target = target
    return options
  }

  /// The settings for files, or for the one directory in which to look.
  func options(of files: [String]) -> Options {
    guard files.count == 1, FileManager.default.fileExists(atPath: files[0] + "/.") else {
      return options(files: files)
    }
    return options(files[0])
  }

  /// The settings for files with `:` between them, or for a directory in which to look.
  func options(_ text: String) -> Options {
    // Only below a directory there is anything, if only itself.
    guard FileManager.default.fileExists(atPath: text + "/.") else {
      return options(files: Self.files(text))
    }
    var options = options(files: [])
    options.directory = text
    options.parents = []
    return options
  }
}

/// Today's date, which only the command asks for.
enum Today {
  /// What the clock says. A build for tests takes the day in IMGCHECKTESTS_TODAY for it, so that what pages show of reports
  /// stays true; a release does not look for that.
  private static var now: Date {
    #if DEBUG
      if let day = ProcessInfo.processInfo.environment["IMGCHECKTESTS_TODAY"], let date = date(of: day) {
        return date
      }
    #endif
    return Date()
  }

  /// Seconds since 1970 at which the day began in UTC: a report must not change within a day.
  static var seconds: Int { Int(now.timeIntervalSince1970) / 86_400 * 86_400 }

  /// The same of a day that is written as `YYYY-MM-DD`; today's where it is none.
  static func seconds(of day: String) -> Int {
    date(of: day).map { Int($0.timeIntervalSince1970) } ?? seconds
  }

  /// The start of a day in UTC; nil for a text that is none.
  private static func date(of day: String) -> Date? {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = TimeZone(identifier: "UTC") ?? .current
    return calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
  }

  /// The day in UTC as `YYYY-MM-DD`.
  static var text: String {
    let parts = Calendar(identifier: .iso8601).dateComponents(
      in: TimeZone(identifier: "UTC") ?? .current, from: now)
    func pad(_ number: Int?, _ width: Int) -> String {
      let digits = String(number ?? 0)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(pad(parts.year, 4))-\(pad(parts.month, 2))-\(pad(parts.day, 2))"
  }
}
