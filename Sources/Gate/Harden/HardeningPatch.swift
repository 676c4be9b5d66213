import Compose
import Findings
import Rules

/// The steps of a hardening as edits of the project's own files, with the reason of each as a comment.
package struct HardeningPatch: Sendable {
  /// The files that change, sorted by path.
  package private(set) var changes: [ComposeRepairs.Change] = []
  /// The steps that only an override file can hold, with the reason.
  package private(set) var left: [ComposeHardening.Open] = []

  private let options: Options
  private let reader: FileReader
  private let judge: RepairJudge
  private let known: KnownFindings
  private var project: Project
  private var texts: [String: [UInt8]] = [:]

  init(
    _ steps: [ComposeHardening.Step], of original: Project, _ options: Options, _ reader: FileReader,
    _ judge: RepairJudge, _ known: KnownFindings
  ) {
    self.options = options
    self.reader = reader
    self.judge = judge
    self.known = known
    project = original
    for step in steps {
      do throws(Failure) { try make(step, original) } catch {
        left.append(
          .init(
            subject: step.service ?? "network \(step.network ?? "")", setting: step.setting,
            reason: error.reason))
      }
    }
    changes = texts.keys.sorted().compactMap { file in
      guard let source = original.sources[file], let new = texts[file], new != source.bytes else {
        return nil
      }
      let mark = source.hasByteOrderMark ? Source.byteOrderMark : []
      return .init(file: file, old: mark + source.bytes, new: mark + new)
    }
  }

  private struct Failure: Error { let reason: String }

  /// Writes the parts of a step, all or none.
  private mutating func make(_ step: ComposeHardening.Step, _ original: Project) throws(Failure) {
    let before = (project, texts)
    do throws(Failure) {
      for part in step.parts { try make(part, step, original) }
      // Without a step that was left, another may not fit.
      if !left.isEmpty, let objection = known.objection(to: judge.matches(project)) {
        throw Failure(reason: objection)
      }
    } catch {
      (project, texts) = before
      throw error
    }
  }

  private mutating func make(
    _ part: HardenedPart, _ step: ComposeHardening.Step, _ original: Project
  ) throws(Failure) {
    guard let change = part.change(of: step.service.flatMap(project.service), in: project) else {
      throw Failure(reason: "it has no place in the model")
    }
    var isFirst = true
    for single in change.single where !single.isMade(in: project) {
      try make(single, isFirst ? part.reason : nil, original)
      isFirst = false
    }
  }

  private mutating func make(
    _ change: Repair.Change, _ reason: String?, _ original: Project
  ) throws(Failure) {
    let editor = Editor(project)
    guard let plain = editor.edits(for: change), !plain.isEmpty else {
      throw Failure(reason: "an alias, a merge key, a variable or another file shares the value; use -o")
    }
    if let foreign = plain.first(where: { !original.isOwn($0.span.file) }) {
      throw Failure(
        reason: "the value stands in \(foreign.span.file), outside the project's directory; use -o")
    }
    let commented = reason.flatMap { editor.edits(for: change, comment: $0) }
    var surprise = "the text cannot be edited there"
    for edits in [commented, plain].compactMap(\.self) {
      switch attempt(edits, change, original) {
      case .success((let project, let texts)):
        (self.project, self.texts) = (project, texts)
        return
      case .failure(let failure): surprise = failure.reason
      }
    }
    throw Failure(reason: "\(surprise); use -o")
  }

  private func attempt(
    _ edits: [TextEdit], _ change: Repair.Change, _ original: Project
  ) -> Result<(Project, [String: [UInt8]]), Failure> {
    var texts = texts
    for file in Set(edits.map(\.span.file)) {
      guard let source = project.sources[file] else {
        return .failure(Failure(reason: "\(file) was not read"))
      }
      texts[file] = source.bytes(applying: edits)
    }
    let new: Project
    do throws(LoadError) {
      new = judge.prepared(try Project.load(options, reader: reader.with(texts, marks: original.sources)))
    } catch {
      return .failure(Failure(reason: "the text could not be read again"))
    }
    var expected = ExpectedChanges()
    expected.add(change, in: project)
    if let surprise = expected.surprise(from: ModelLeaves(project.root), to: ModelLeaves(new.root)) {
      return .failure(Failure(reason: surprise))
    }
    for (file, source) in original.sources {
      guard let other = new.sources[file],
        WrittenComments(source.bytes).areKept(in: WrittenComments(other.bytes))
      else { return .failure(Failure(reason: "a comment would be lost")) }
    }
    return .success((new, texts))
  }
}
