import Compose
import Findings
import Rules

/// The edits that reports carry: of safe repairs alone, each of which was written, read again and compared.
///
/// Reading a project costs as much as it is large. So repairs of different services, which cannot stand for each other,
/// are tried together, and one by one only where something is wrong with them.
struct SafeEdits: Sendable {
  /// A repair that could be made.
  private struct Candidate {
    /// Of the match among all.
    let number: Int
    let change: Repair.Change
    let edits: [TextEdit]
  }

  /// By the numbers of the matches; none where there are none, or not safely.
  private var edits: [Int: [TextEdit]] = [:]

  /// - Parameter matches: all of a project, in the order of their numbers.
  init(_ project: Project, _ options: Options, _ judge: RepairJudge, _ matches: [PlacedMatch]) {
    let editor = Editor(project)
    /// The repairs of each service are tried in different rounds.
    var rounds: [[Candidate]] = []
    var roundsOfService: [String: Int] = [:]
    for (number, placed) in matches.enumerated() {
      guard case .make(let repair) = judge.decision(placed, in: project), repair.isSafe,
        let edits = editor.edits(for: repair.change)
      else { continue }
      let round = roundsOfService[placed.key.service ?? "", default: 0]
      roundsOfService[placed.key.service ?? ""] = round + 1
      if round == rounds.count { rounds.append([]) }
      rounds[round].append(Candidate(number: number, change: repair.change, edits: edits))
    }
    guard !rounds.isEmpty else { return }
    var proof = Proof(project, options, rounds: rounds.count)
    for round in rounds {
      for candidate in proof.proved(round[...]) { edits[candidate.number] = candidate.edits }
    }
  }

  /// The edits of a match's repair, that may be made alone; nil where there are none, or not safely.
  subscript(number: Int) -> [TextEdit]? { edits[number] }

  /// Writes repairs and reads what comes of it.
  private struct Proof {
    private let project: Project
    private let options: Options
    private let reader: FileReader
    private let leaves: ModelLeaves
    private let comments: [String: WrittenComments]
    /// How often the project may still be read: repairs that fail are parted from those that do not, and where very many
    /// fail the rest gets no edits.
    private var readings: Int

    /// Bytes that are read again for repairs that fail.
    private static let bytesForFailures = 16 << 20

    init(_ project: Project, _ options: Options, rounds: Int) {
      self.project = project
      self.options = options
      let sources = project.sources
      reader = FileReader { path in sources[path].map(\.bytes) }
      leaves = ModelLeaves(project.root)
      comments = sources.mapValues { WrittenComments($0.bytes) }
      let size = sources.values.reduce(1) { $0 + $1.bytes.count }
      readings = rounds + Self.bytesForFailures / size
    }

    /// Those of the repairs, made together or each half by itself, that do what they should.
    mutating func proved(_ candidates: ArraySlice<Candidate>) -> ArraySlice<Candidate> {
      guard !candidates.isEmpty, readings > 0 else { return [] }
      readings -= 1
      if holds(candidates) { return candidates }
      guard candidates.count > 1 else { return [] }
      let middle = candidates.startIndex + candidates.count / 2
      return proved(candidates[..<middle]) + proved(candidates[middle...])
    }

    private func holds(_ candidates: ArraySlice<Candidate>) -> Bool {
      let edits = candidates.flatMap(\.edits)
      var texts: [String: [UInt8]] = [:]
      for file in Set(edits.map(\.span.file)) { texts[file] = project.sources[file]?.bytes(applying: edits) }
      do throws(LoadError) {
        let new = try Project.load(options, reader: reader.with(texts, marks: project.sources))
        var expected = ExpectedChanges()
        for candidate in candidates { expected.add(candidate.change, in: project) }
        return expected.surprise(from: leaves, to: ModelLeaves(new.root)) == nil
          && texts.allSatisfy { file, text in
            comments[file]?.areKept(in: WrittenComments(text)) ?? false
          }
      } catch {
        // What cannot be read any more is no repair: the finding keeps its advice for people.
        return false
      }
    }
  }
}
