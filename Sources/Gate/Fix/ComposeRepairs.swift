import Compose
import Findings
import Images
import Policies
import Rules

/// The repairs of a project as new texts of its files, each proved before it is given out.
package struct ComposeRepairs: Sendable {
  /// A file before and after.
  package struct Change: Sendable {
    package let file: String
    /// The bytes as they were read, with a byte order mark where there is one.
    package let old: [UInt8]
    package let new: [UInt8]

    package var oldText: String { Self.text(old) }
    package var newText: String { Self.text(new) }

    private static func text(_ bytes: [UInt8]) -> String {
      let mark = Source.byteOrderMark
      return String(
        decoding: bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...], as: UTF8.self)
    }
  }

  /// A finding that could be repaired and is left, with the reason.
  package struct Left: Sendable, Hashable {
    package let rule: String
    /// Where the finding stands, as `file:line:column`.
    package let place: String
    /// The service that it is about; nil for findings about other things.
    package let service: String?
    package let reason: String
  }

  /// What is wanted.
  package struct Wish: Sendable {
    /// The rules whose findings are repaired; nil for all that are on.
    package var rules: Set<String>?
    /// Findings below it are left alone.
    package var severity = Severity.note
    /// Whether repairs are made too by which a working service could lose something.
    package var isUnsafe = false

    package init(rules: Set<String>? = nil, severity: Severity = .note, isUnsafe: Bool = false) {
      self.rules = rules
      self.severity = severity
      self.isUnsafe = isUnsafe
    }
  }

  /// The files that change, sorted by path.
  package private(set) var changes: [Change] = []
  /// How many findings go away.
  package private(set) var repaired = 0
  /// How many more an unsafe repair would take away.
  package private(set) var unsafe = 0
  /// In the order of the findings.
  package private(set) var left: [Left] = []

  private let wish: Wish
  private let judge: RepairJudge
  private let options: Options
  private let reader: FileReader
  private let original: Project
  private var project: Project
  private var texts: [String: [UInt8]] = [:]
  /// All changes of a pass: one may bring another, where a service extends another one.
  private var expected: [Repair.Change] = []

  /// - Parameters:
  ///   - rules: all rules that are on: a repair brings no finding of any of them.
  ///   - images: what services run; empty where no images were given.
  ///   - today: the day by which exceptions in comments hold; nil where none shall expire.
  package init(
    _ options: Options, reader: FileReader = .disk, rules: [Rule] = Rule.all, wish: Wish = Wish(),
    policy: Policy = .standard, images: ImageMatching? = nil, today: String? = nil
  ) throws(LoadError) {
    judge = RepairJudge(rules: rules, policy: policy, today: today, matching: images)
    self.wish = wish
    self.options = options
    self.reader = reader
    original = judge.prepared(try Project.load(options, reader: reader))
    project = original
    // A pass that repairs nothing shows that a second run changes nothing. Each one before took a finding away and
    // brought none.
    while repairOnce() {}
    changes = texts.keys.sorted().compactMap { file in
      guard let source = original.sources[file], let new = texts[file] else { return nil }
      let mark = source.hasByteOrderMark ? Source.byteOrderMark : []
      return new == source.bytes ? nil : Change(file: file, old: mark + source.bytes, new: mark + new)
    }
  }

  /// Makes what can be made of the project as it is; whether anything was.
  private mutating func repairOnce() -> Bool {
    (left, unsafe) = ([], 0)
    let candidates = candidates()
    let before = repaired
    expected = candidates.flatMap { [$0.change] + $0.elsewhere }
    make(candidates[...])
    return repaired > before
  }

  private mutating func candidates() -> [RepairCandidate] {
    let editor = Editor(project)
    let wanted = judge.unallowed(judge.matches(project), in: project).filter { placed in
      placed.severity >= wish.severity && wish.rules?.contains(placed.rule.id) ?? true
    }
    var found: [RepairCandidate] = []
    for placed in wanted {
      switch judge.decision(placed, in: project) {
      case nil: continue
      case .leave(let reason): leave(placed, reason)
      case .make(let repair):
        guard repair.isSafe || wish.isUnsafe else {
          unsafe += 1
          continue
        }
        let candidate = candidate(placed, repair.change)
        guard let first = candidate.steps.first, let edits = editor.edits(for: first) else {
          leave(
            placed, "the value is shared through an alias, a merge key, a variable or another file")
          continue
        }
        if let foreign = edits.first(where: { !project.isOwn($0.span.file) }) {
          leave(placed, "it is in \(foreign.span.file), outside the project's directory")
          continue
        }
        found.append(candidate)
      }
    }
    return found
  }

  /// The candidate with what it does to other services that have the finding from the same line, where it is decided so
  /// for them too.
  private func candidate(_ placed: PlacedMatch, _ change: Repair.Change) -> RepairCandidate {
    guard let own = placed.key.service else {
      return RepairCandidate(placed: placed, change: change, elsewhere: [])
    }
    let elsewhere = placed.sameCauses.compactMap { key -> Repair.Change? in
      guard let other = key.service, let repair = placed.match.repair else { return nil }
      guard case .make(let same) = judge.decision(repair, at: key, in: project), same.isSafe || wish.isUnsafe
      else { return nil }
      if case .bind(_, let address) = change { return .bind(port: key, address: address) }
      return change.moved(from: Key.service(own), to: Key.service(other))
    }
    return RepairCandidate(placed: placed, change: change, elsewhere: elsewhere)
  }

  private mutating func leave(_ placed: PlacedMatch, _ reason: String) {
    left.append(
      Left(
        rule: placed.rule.id, place: "\((original.site(of: placed.key.text) ?? placed.site).span)",
        service: placed.key.service,
        reason: reason))
  }

  /// Makes candidates together; where that fails, each half by itself, down to the guilty ones, which are left.
  private mutating func make(_ candidates: ArraySlice<RepairCandidate>) {
    guard !candidates.isEmpty else { return }
    switch attempt(candidates) {
    case .made(let texts, let project):
      (self.texts, self.project) = (texts, project)
      repaired += candidates.count
    case .refused(let reason):
      if candidates.count == 1 { return leave(candidates[candidates.startIndex].placed, reason) }
      let middle = candidates.startIndex + candidates.count / 2
      make(candidates[..<middle])
      make(candidates[middle...])
    }
  }

  private enum Attempt {
    case made([String: [UInt8]], Project)
    case refused(String)
  }

  /// Writes changes in rounds, none of which touches one place twice, and reads the text again after each: what was
  /// written before is then a part of the model like all else.
  private func attempt(_ candidates: ArraySlice<RepairCandidate>) -> Attempt {
    var texts = texts
    var current = project
    var waiting = Array(candidates.map { $0.steps[...] })
    while waiting.contains(where: { !$0.isEmpty }) {
      let editor = Editor(current)
      var edits: [TextEdit] = []
      for index in waiting.indices {
        guard let step = waiting[index].first else { continue }
        if step.isMade(in: current) {
          waiting[index].removeFirst()
          continue
        }
        guard let own = editor.edits(for: step), !own.isEmpty else {
          return .refused("the change cannot be made without changing other parts")
        }
        guard !own.contains(where: { edit in edits.contains { $0.touches(edit) } }) else { continue }
        edits += own
        waiting[index].removeFirst()
      }
      guard !edits.isEmpty else { break }
      for file in Set(edits.map(\.span.file)) {
        guard let source = current.sources[file] else { return .refused("\(file) was not read") }
        texts[file] = source.bytes(applying: edits)
      }
      do throws(LoadError) {
        current = judge.prepared(
          try Project.load(options, reader: reader.with(texts, marks: original.sources)))
      } catch {
        return .refused("the repaired file could not be read: \(error)")
      }
    }
    let proof = RepairProof(project, judge, expecting: expected)
    if let objection = proof.objection(to: current, after: candidates) { return .refused(objection) }
    return .made(texts, current)
  }
}

extension Project {
  /// Whether a file was named by the user or lies below the project's directory: others that files name are not written.
  func isOwn(_ file: String) -> Bool {
    if files.contains(file) { return true }
    let parts = file.split(separator: "/")
    guard !directory.isEmpty, directory != "." else { return !file.hasPrefix("/") && parts.first != ".." }
    let below = directory.hasSuffix("/") ? directory : directory + "/"
    return file.hasPrefix(below) && !file.dropFirst(below.count).split(separator: "/").contains("..")
  }
}

extension TextEdit {
  /// Whether two edits meet, so that one of them must wait until the other is a part of the text.
  fileprivate func touches(_ other: TextEdit) -> Bool {
    span.isInFile(of: other.span) && span.start.offset <= other.span.end.offset
      && other.span.start.offset <= span.end.offset
  }
}

extension FileReader {
  /// A reader that has some files in memory, with the byte order marks that they had.
  func with(_ texts: [String: [UInt8]], marks sources: [String: Source]) -> FileReader {
    FileReader(obstacle: obstacle) { path in
      guard let text = texts[path] else { return try read(path) }
      return (sources[path]?.hasByteOrderMark == true ? Source.byteOrderMark : []) + text
    }
  }
}
