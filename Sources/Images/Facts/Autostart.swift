/// A file whose commands run by themselves, as far as they run what they download: a crontab, what a shell reads when it
/// starts, a script of the boot, a unit of systemd.
package struct Autostart: Codable, Sendable, Hashable {
  /// When the commands run.
  package enum Occasion: Codable, Sendable, Hashable {
    case schedule
    case shell
    case boot
  }

  /// A download that is run, and where.
  package struct Finding: Codable, Sendable, Hashable {
    package let download: PipedDownload
    /// Counted from 1.
    package let line: Int
  }

  package let occasion: Occasion
  /// In the order of the file.
  package let downloads: [Finding]

  /// nil for a file that runs no download.
  init?(parsing bytes: [UInt8], as form: AutostartForm) {
    occasion = form.occasion
    let lines = LogicalLine.all(in: bytes)
    switch form {
    case .crontab, .unit:
      downloads = lines.flatMap { line in
        Self.command(of: line.text, in: form).map { Self.downloads($0, on: { _ in line.number }) } ?? []
      }
    case .periodic, .profile, .boot:
      // Downloads are rare: where nothing speaks of one, no script is taken apart.
      guard lines.contains(where: { $0.text.contains("curl") || $0.text.contains("wget") }) else {
        return nil
      }
      downloads = Self.downloads(String(decoding: bytes, as: UTF8.self)) { download in
        let mark = download.address ?? download.tool
        return lines.first { $0.text.contains(mark) && !$0.text.hasPrefix("#") }?.number ?? 1
      }
    }
    if downloads.isEmpty { return nil }
  }

  private static func downloads(_ script: String, on line: (PipedDownload) -> Int) -> [Finding] {
    PipedDownload.all(in: ShellScript.commands(script)).map { Finding(download: $0, line: line($0)) }
  }

  private static func command(of line: String, in form: AutostartForm) -> String? {
    guard let first = line.first, first != "#", first != ";" else { return nil }
    switch form {
    case .crontab(let fields, let hasUser):
      return CrontabLine.command(of: line, fields: fields, hasUser: hasUser)
    case .unit:
      guard line.hasPrefix("Exec"), let equals = line.firstIndex(of: "=") else { return nil }
      // systemd.service(5), special executable prefixes.
      return String(line[line.index(after: equals)...].drop { "-@:+!| ".contains($0) })
    case .periodic, .profile, .boot: return nil
    }
  }
}

/// The lines of crontab(5) and anacrontab(5).
private enum CrontabLine {
  static func command(of line: String, fields: Int, hasUser: Bool) -> String? {
    var words = line.split(maxSplits: fields + 1, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
    guard let first = words.first else { return nil }
    if first.hasPrefix("@") {
      words = line.split(maxSplits: 2, omittingEmptySubsequences: true) { $0 == " " || $0 == "\t" }
      return command(words.dropFirst(), hasUser)
    }
    // A variable has a name before the sign; a time has none.
    guard words.count > fields, first.first?.isLetter != true else { return nil }
    return command(words.dropFirst(fields), hasUser)
  }

  /// A user's name stands before the command in the system's own tables, and some forget it.
  private static func command(_ words: ArraySlice<Substring>, _ hasUser: Bool) -> String {
    let isUser =
      words.first.map { word in
        !["curl", "wget", "bash", "sh"].contains(word)
          && word.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
      } ?? false
    return words.dropFirst(hasUser && isUser ? 1 : 0).joined(separator: " ")
  }
}

/// A line with those that a backslash at its end joins to it.
private struct LogicalLine {
  let text: String
  /// Of its first line, counted from 1.
  let number: Int

  static func all(in bytes: [UInt8]) -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var open: (text: String, number: Int)?
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      var text = String(decoding: line.drop(while: \.isBlank), as: UTF8.self)
      let isJoined = text.hasSuffix("\\")
      if isJoined { text.removeLast() }
      let whole = (text: (open?.text ?? "") + text, number: open?.number ?? index + 1)
      open = isJoined ? whole : nil
      if !isJoined, !whole.text.isEmpty { lines.append(LogicalLine(text: whole.text, number: whole.number)) }
    }
    if let open { lines.append(LogicalLine(text: open.text, number: open.number)) }
    return lines
  }
}
