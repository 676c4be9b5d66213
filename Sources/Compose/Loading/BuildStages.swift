/// What of a build's directory a Dockerfile's stages bring into the image, as far as `COPY`, `ADD`, `WORKDIR` and `FROM` tell.
///
/// The image has what the stage that the build makes copies, what the stages do that it is `FROM`, and what it fetches
/// of others by `COPY --from`. What `RUN` moves is not followed. Where a variable says what is copied, all of it is.
struct BuildStages {
  /// What is copied to which place of a stage; nil where a path is not known.
  private enum Step {
    /// The whole directory of the build.
    case context(to: String?)
    /// A path of an earlier stage.
    case stage(Int, from: String?, to: String?)
  }

  private struct Stage {
    var name: String?
    /// The earlier stages that it may start from: none for an image, several where a variable says which.
    var bases: [Int]
    /// nil where an image or a variable says it.
    var directory: String?
    var steps: [Step] = []
  }

  private var stages: [Stage] = []
  /// The stage that the build makes; nil where it is not known.
  private let target: Int?

  /// - Parameters:
  ///   - target: the stage that is to be built, by its name or number; nil for the last one.
  ///   - isTargetKnown: whether the name does not wait for the run time.
  init(_ dockerfile: String, target: String?, isTargetKnown: Bool = true) {
    var stages: [Stage] = []
    for words in Self.instructions(dockerfile) { Self.take(words, into: &stages) }
    self.stages = stages
    let named = target.map { Self.stage($0, of: stages) } ?? stages.indices.last
    self.target = isTargetKnown ? named : nil
  }

  /// Whether any stage copies the whole directory.
  var copyWhole: Bool {
    stages.contains { $0.steps.contains { if case .context = $0 { true } else { false } } }
  }

  /// Whether a file of the build's directory, which a stage copies whole, comes into the image.
  ///
  /// - Parameter file: its path in the build's directory.
  func ship(_ file: String) -> Bool {
    guard let target else { return copyWhole }
    var seen: Set<Place> = []
    var waiting = [Place(stage: target, path: "/")]
    while let place = waiting.popLast() {
      guard seen.insert(place).inserted else { continue }
      guard seen.count <= Self.places else { return true }
      let stage = stages[place.stage]
      waiting += stage.bases.map { Place(stage: $0, path: place.path) }
      for step in stage.steps {
        switch step {
        case .context(let folder):
          if Self.lies(folder.map { FilePath.join($0, file) } ?? "?", in: place.path) { return true }
        case .stage(let number, let source, let folder):
          guard let source, let folder else {
            waiting.append(Place(stage: number, path: "/"))
            continue
          }
          if Self.lies(folder, in: place.path) {
            waiting.append(Place(stage: number, path: source))
          } else if Self.lies(place.path, in: folder) {
            let rest = String(place.path.dropFirst(folder == "/" ? 1 : folder.count + 1))
            waiting.append(Place(stage: number, path: FilePath.join(source, rest)))
          }
        }
      }
    }
    return false
  }

  /// A path in a stage whose files the image has.
  private struct Place: Hashable {
    let stage: Int
    let path: String
  }

  /// Places that are looked at; a file with more is taken to ship everything.
  private static let places = 1000

  private static func lies(_ path: String, in folder: String) -> Bool {
    folder == "/" || path == folder || path.hasPrefix(folder + "/")
  }

  // MARK: - Reading

  /// The words of each instruction; lines that end in a backslash go on, comments and here-documents are left out.
  private static func instructions(_ text: String) -> [[Substring]] {
    var result: [[Substring]] = []
    var lines = text.split(whereSeparator: \.isNewline)[...]
    let escape: Character = lines.first?.contains("escape=`") == true ? "`" : "\\"
    var isOpen = false
    while let line = lines.popFirst() {
      let trimmed = line.drop(while: \.isWhitespace)
      if trimmed.isEmpty || trimmed.first == "#" { continue }
      var words = trimmed.split(whereSeparator: \.isWhitespace)
      let goesOn = words.last?.last == escape
      if goesOn, let last = words.popLast(), last.count > 1 { words.append(last.dropLast()) }
      if isOpen { result[result.count - 1] += words } else { result.append(words) }
      isOpen = goesOn
      for mark in hereMarks(words) {
        if let end = lines.firstIndex(where: { $0.drop(while: \.isWhitespace) == mark }) {
          lines = lines[(end + 1)...]
        }
      }
    }
    return result
  }

  /// The words that end the here-documents of a line.
  private static func hereMarks(_ words: [Substring]) -> [Substring] {
    words.filter { $0.hasPrefix("<<") && !$0.hasPrefix("<<<") }.map { word in
      word.dropFirst(2).drop { "-\"'".contains($0) }.prefix { !"\"'>|;".contains($0) }
    }
  }

  private static func take(_ words: [Substring], into stages: inout [Stage]) {
    let keyword = words.first?.uppercased()
    let rest = words.dropFirst().drop { $0.hasPrefix("--") }
    if keyword == "FROM" {
      let name = rest.count == 3 ? rest.last.map { $0.lowercased() } : nil
      let base = rest.first.map(String.init) ?? ""
      let bases = base.contains("$") ? Array(stages.indices) : named(base, of: stages).map { [$0] } ?? []
      let directory = base == "scratch" ? "/" : bases.count == 1 ? stages[bases[0]].directory : nil
      stages.append(Stage(name: name, bases: bases, directory: directory))
      return
    }
    guard let last = stages.indices.last else { return }
    switch keyword {
    case "WORKDIR":
      stages[last].directory = path(rest.joined(separator: " "), in: stages[last].directory)
    case "COPY", "ADD":
      let paths = rest.map { $0.filter { !"[]\",".contains($0) } }.filter { !$0.isEmpty }
      guard let written = paths.last, paths.count > 1 else { return }
      let folder = path(written, in: stages[last].directory)
      let flag = words.dropFirst().first { $0.hasPrefix("--from=") }?.dropFirst("--from=".count)
      if let flag {
        let earlier = Array(stages.dropLast())
        let numbers =
          flag.contains("$") ? Array(earlier.indices) : stage(String(flag), of: earlier).map { [$0] } ?? []
        for source in paths.dropLast() {
          for number in numbers { copy(source, of: number, to: folder, into: &stages[last]) }
        }
      } else if paths.dropLast().contains(where: [".", "./", "/", "*"].contains) {
        stages[last].steps.append(.context(to: folder))
      }
    default: break
    }
  }

  /// Of patterns only `*` alone, which takes all of a directory, reaches what no pattern names.
  private static func copy(_ source: String, of number: Int, to folder: String?, into stage: inout Stage) {
    let whole = source.hasSuffix("/*") ? String(source.dropLast()) : source
    guard !whole.contains(where: { "*?".contains($0) }) else { return }
    stage.steps.append(.stage(number, from: path(whole, in: "/"), to: folder))
  }

  /// nil where a variable, or an unknown directory, is part of the path.
  private static func path(_ text: String, in directory: String?) -> String? {
    guard !text.contains("$") else { return nil }
    return text.hasPrefix("/") ? FilePath.normalised(text) : directory.map { FilePath.join($0, text) }
  }

  private static func named(_ name: String, of stages: [Stage]) -> Int? {
    stages.lastIndex { $0.name == name.lowercased() }
  }

  private static func stage(_ name: String, of stages: [Stage]) -> Int? {
    named(name, of: stages) ?? Int(name).flatMap { stages.indices.contains($0) ? $0 : nil }
  }
}
