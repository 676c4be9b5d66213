import Compose
import Findings
import Rules

/// The edits that reports carry: of safe repairs alone, each of which was written, read again and compared.
struct SafeEdits: Sendable {
  private let options: Options
  private let judge: RepairJudge
  private let editor: Editor
  private let leaves: ModelLeaves

  init(_ project: Project, _ options: Options, _ judge: RepairJudge) {
    self.options = options
    self.judge = judge
    editor = Editor(project)
    leaves = ModelLeaves(project.root)
  }

  /// The edits of a match's repair, that may be made alone; nil where there are none, or not safely.
  func edits(for placed: PlacedMatch, in project: Project) -> [TextEdit]? {
    guard case .make(let repair) = judge.decision(placed, in: project), repair.isSafe,
      let edits = editor.edits(for: repair.change)
    else { return nil }
    var texts: [String: [UInt8]] = [:]
    for file in Set(edits.map(\.span.file)) { texts[file] = project.sources[file]?.bytes(applying: edits) }
    let sources = project.sources
    let reader = FileReader { path in sources[path].map(\.bytes) }
    do throws(LoadError) {
      let new = try Project.load(options, reader: reader.with(texts, marks: sources))
      var expected = ExpectedChanges()
      expected.add(repair.change, in: project)
      guard expected.surprise(from: leaves, to: ModelLeaves(new.root)) == nil,
        texts.allSatisfy({ file, text in
          project.sources[file].map { WrittenComments($0.bytes).areKept(in: WrittenComments(text)) } ?? false
        })
      else { return nil }
      return edits
    } catch {
      // What cannot be read any more is no repair: the finding keeps its advice for people.
      return nil
    }
  }
}
