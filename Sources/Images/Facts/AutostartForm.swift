/// How a file is written whose commands run by themselves, and when they run; its path tells.
enum AutostartForm: Hashable {
  /// Lines with so many fields of time, and a user's name after them.
  case crontab(fields: Int, hasUser: Bool)
  /// A script that cron starts.
  case periodic
  /// What a shell reads when it starts.
  case profile
  /// A script that the system starts.
  case boot
  /// A unit of systemd.
  case unit

  var occasion: Autostart.Occasion {
    switch self {
    case .crontab, .periodic: .schedule
    case .profile: .shell
    case .boot, .unit: .boot
    }
  }

  /// - Parameter path: as bytes, without a leading slash. It is asked for nearly every file of a layer.
  init?(_ parts: PathParts, _ path: Span<UInt8>) {
    guard !path.isEmpty, !parts.name.isEmpty else { return nil }
    if path[parts.name.lowerBound] == UInt8(ascii: ".") {
      guard Self.dotFiles.contains(where: { parts.isName($0, path) }) else { return nil }
      self = .profile
      return
    }
    if path.hasSuffix(".service") {
      guard Self.holdsUnits(path) else { return nil }
      self = .unit
      return
    }
    if path.hasPrefix("etc/") {
      guard let form = Self.etc(parts, path) else { return nil }
      self = form
    } else if path.hasPrefix("var/spool/cron/") {
      self = .crontab(fields: 5, hasUser: false)
    } else {
      return nil
    }
  }

  private static let dotFiles = [
    ".bashrc", ".profile", ".bash_profile", ".bash_login", ".bash_aliases", ".zshrc", ".zprofile", ".zlogin",
    ".zshenv", ".kshrc", ".ashrc",
  ]

  private static func holdsUnits(_ path: Span<UInt8>) -> Bool {
    [
      "etc/systemd/", "lib/systemd/", "usr/lib/systemd/", "usr/local/lib/systemd/", "root/.config/systemd/",
      "home/",
    ].contains { path.hasPrefix($0) }
  }

  private static func etc(_ parts: PathParts, _ path: Span<UInt8>) -> AutostartForm? {
    if path.hasPrefix("etc/cron") {
      if path.isEqual("etc/crontab") || path.hasPrefix("etc/cron.d/") {
        return .crontab(fields: 5, hasUser: true)
      }
      if path.hasPrefix("etc/crontabs/") { return .crontab(fields: 5, hasUser: false) }
      return path.hasPrefix("etc/cron.") ? .periodic : nil
    }
    if path.isEqual("etc/anacrontab") { return .crontab(fields: 3, hasUser: false) }
    if path.hasPrefix("etc/periodic/") { return .periodic }
    if path.hasPrefix("etc/profile.d/") || path.hasPrefix("etc/zsh/") { return .profile }
    for name in ["etc/profile", "etc/bash.bashrc", "etc/bashrc", "etc/zshrc", "etc/zprofile"]
    where path.isEqual(name) {
      return .profile
    }
    let isBoot =
      path.isEqual("etc/rc.local") || path.hasPrefix("etc/rc.d/") || path.hasPrefix("etc/init.d/")
      || path.hasPrefix("etc/local.d/")
    return isBoot ? .boot : nil
  }
}
