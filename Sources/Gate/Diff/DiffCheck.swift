import ArchiveIO
import Findings
import Images
import Policies
import Reports
import Rules
import Secrets

/// One run of the comparison: what to compare, and by what to judge it.
package struct DiffCheck: Sendable {
  /// What stands on the old side.
  package enum Old: Sendable {
    /// A saved image: a path, or `-` for standard input.
    case image(String)
    /// The report of an earlier run, and the file that it was read from.
    case report(Report, source: String)
  }

  package var old: Old
  /// A saved image: a path, or `-` for standard input.
  package var new: String
  /// How images are read and judged: policy, secrets, rules, the selection of the new side.
  package var check: Check
  /// Which images of the old side to compare.
  package var oldSelection: ImageSelection
  package var growthLimit: GrowthLimit?
  /// The saved base image of the old side; nil where it is the same as the new one's.
  package var oldBaseImage: String?

  package init(old: Old, new: String, check: Check, oldSelection: ImageSelection) {
    self.old = old
    self.new = new
    self.check = check
    self.oldSelection = oldSelection
  }

  /// Why nothing can be compared although both sides could be read.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// What came of a comparison.
  package struct Outcome: Sendable {
    package let report: DiffReport
    /// The rules of findings that a configuration's policy leaves out or calls milder, one for each finding.
    package let leftOut: [String]
  }

  /// Reads both sides and compares them. What cannot be read is in the report.
  ///
  /// - Throws: `Failure` where it is not clear what is to be compared with what.
  package func run() throws(Failure) -> DiffReport { try outcome().report }

  /// The same, with what the report does not say of the run.
  /// - Throws: `Failure` where it is not clear what is to be compared with what.
  package func outcome() throws(Failure) -> Outcome {
    let policy = check.effectivePolicy
    var incomplete: [Incomplete] = []
    var notes = check.notesOfChoice
    let loader = loader(check.reading, &incomplete)
    let left = oldSides(loader, &incomplete, &notes)
    let right = read(new, check.selection, loader, "new", &incomplete, &notes)
    var images: [ImageDifference] = []
    var leftOut: [String] = []
    if let left, let right {
      let pairs = try paired(left, right)
      let blames = BlameChoice(check.dockerfiles, projects: [], images: right.compactMap(\.facts))
      notes += blames.notes + check.structureTests.flatMap(\.notes)
      let judgement = DiffJudgement(check: check, policy: policy, blames: blames)
      let other = check.weighed.map {
        DiffJudgement(check: check, policy: check.effective($0.policy), blames: blames)
      }
      for pair in pairs.pairs {
        images.append(difference(pair, judgement, other, &leftOut, &notes))
        let unchecked = judgement.unchecked(pair.new)
        incomplete += unchecked
        if check.weighed?.proposal != nil, let other {
          incomplete += other.unchecked(pair.new).filter { !unchecked.contains($0) }
        }
      }
      incomplete += pairs.onlyNew.map {
        Incomplete(
          what: "new image \($0.title)",
          why: "has no counterpart on the old side; check it separately, or choose with --image")
      }
      notes += pairs.onlyOld.map { "\($0.title) is only on the old side" }
    }
    let report = DiffReport(
      tool: Report.Tool(name: "imgcheck", version: Check.version), old: oldInput,
      new: DiffReport.Input(source: new, kind: .image), images: images,
      failOn: check.failOn ?? policy.failOn ?? .high, growthLimit: growthLimit, incomplete: incomplete,
      notes: notes)
    return Outcome(report: report, leftOut: leftOut)
  }

  var oldInput: DiffReport.Input {
    switch old {
    case .image(let source): DiffReport.Input(source: source, kind: .image)
    case .report(_, let source): DiffReport.Input(source: source, kind: .report)
    }
  }

  // MARK: Sides

  /// What reads both sides, and knows the base images of both.
  private func loader(_ policy: Policy, _ incomplete: inout [Incomplete]) -> ImageLoader {
    var loader = check.makeLoader(policy, &incomplete)
    for base in [check.baseImage, oldBaseImage].compactMap(\.self) {
      do throws(ImageError) {
        loader.baseImages += try loader.diffIDs(of: base)
      } catch {
        incomplete.append(Incomplete(what: "base image \(base)", why: error.reason))
      }
    }
    return loader
  }

  private func oldSides(
    _ loader: ImageLoader, _ incomplete: inout [Incomplete], _ notes: inout [String]
  ) -> [DiffSide]? {
    switch old {
    case .image(let source): return read(source, oldSelection, loader, "old", &incomplete, &notes)
    case .report(let report, _):
      incomplete += report.incomplete.map { Incomplete(what: "old report: \($0.what)", why: $0.why) }
      return DiffSide.all(report).enumerated().filter { oldSelection.accepts($1.summary, number: $0) }.map(
        \.element)
    }
  }

  /// The images of a file; nil where it cannot be read.
  private func read(
    _ source: String, _ selection: ImageSelection, _ loader: ImageLoader, _ side: String,
    _ incomplete: inout [Incomplete], _ notes: inout [String]
  ) -> [DiffSide]? {
    do throws(ImageError) {
      let archive = try loader.load(source, selection: selection, othersWait: side == "old")
      incomplete += archive.incomplete.map { Incomplete(what: "\(side) \($0.what)", why: $0.why) }
      for image in archive.images {
        incomplete += image.incomplete.map {
          Incomplete(what: "\(side) \(image.title): \($0.what)", why: $0.why)
        }
      }
      notes += Check.notes(archive).map { "\(side) \($0)" }
      return DiffSide.all(archive)
    } catch {
      incomplete.append(Incomplete(what: "\(side) \(source)", why: error.reason))
      return nil
    }
  }

  private func paired(_ left: [DiffSide], _ right: [DiffSide]) throws(Failure) -> ImagePairs {
    let pairs: ImagePairs
    do throws(ImagePairs.Ambiguous) {
      pairs = try ImagePairs(left, right)
    } catch {
      throw Failure(
        description:
          "several images are named '\(error.name)' \(error.platform); choose with --image and --old-image")
    }
    guard pairs.pairs.isEmpty else { return pairs }
    func list(_ sides: [DiffSide]) -> String {
      sides.isEmpty ? "none" : sides.map { "\($0.title) \($0.summary.platform)" }.joined(separator: ", ")
    }
    throw Failure(
      description: "no image of the old side (\(list(left))) matches one of the new side (\(list(right))); "
        + "choose with --image and --old-image")
  }

  // MARK: Comparison

  private func difference(
    _ pair: (old: DiffSide, new: DiffSide), _ judgement: DiffJudgement, _ other: DiffJudgement?,
    _ leftOut: inout [String], _ notes: inout [String]
  ) -> ImageDifference {
    notes += judgement.notes(pair.new)
    if pair.old.summary.platform != pair.new.summary.platform {
      notes.append(
        "\(pair.new.title): the platform is \(pair.new.summary.platform), and was \(pair.old.summary.platform)"
      )
    }
    switch old {
    case .image:
      let findings = weigh(judgement.compare(pair), other?.compare(pair), &leftOut)
      return ImageDifference(pair.old, pair.new, findings: findings.changes, notCompared: [])
    case .report(let report, let source):
      notes.append(
        "\(source): findings of rules that imgcheck \(report.tool.version), which wrote the report, did not run count as new"
      )
      let result = judgement.compare(pair, with: report)
      let findings = weigh(result.comparison, other?.compare(pair, with: report).comparison, &leftOut)
      return ImageDifference(
        pair.old, pair.new, findings: findings.changes, notCompared: result.notCompared)
    }
  }

  /// What a second policy asks for is added; what one leaves out that the other does not goes into `leftOut`.
  private func weigh(
    _ own: FindingComparison, _ other: FindingComparison?, _ leftOut: inout [String]
  ) -> FindingComparison {
    guard let weighed = check.weighed, let other else { return own }
    switch weighed {
    case .proposal:
      leftOut += own.leftOut(by: other)
      var both = own
      both.take(other)
      return both
    case .replaced:
      leftOut += other.leftOut(by: own)
      return own
    }
  }
}
