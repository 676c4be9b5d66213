import ArgumentParser
import Dispatch
import Findings
import Foundation
import Gate
import Images
import PatternScan
import Policies
import Reports
import Rules
import Secrets
import Synchronization

/// Checks the images of a list, or of one part of it.
struct BatchRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Check the images of a list. This is the default.",
    discussion: """
      With -o results.ndjson a batch that ended early goes on where it ended when it is repeated. The exit status is \
      the worst of all images: 3 where one could not be read or checked, else 1 where one fails, else 0.
      """)

  @Argument(
    help: ArgumentHelp(
      "A file with the name of an image on each line, a directory whose files and OCI layouts are images, or - for names on standard input.",
      valueName: "list"))
  var list: String

  @Option(
    help: ArgumentHelp(
      "Check one of N parts of the list, chosen by the images' names, for example 1/4. Default: what JOB_COMPLETION_INDEX and JOB_COMPLETIONS say, else all.",
      valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "How many images are checked at the same time. Default: one for each core.", valueName: "number"),
    transform: { text in
      guard let number = Int(text), (1...256).contains(number) else {
        throw ValidationError("'\(text)' is not a number of images; write a number from 1 to 256.")
      }
      return number
    })
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp("Of images for several platforms, check this one.", valueName: "os/arch"),
    transform: { text in
      guard let platform = Platform(text) else {
        throw ValidationError("'\(text)' is not a platform; write OS/ARCHITECTURE, for example linux/amd64.")
      }
      return platform
    })
  var platform: Platform?

  @OptionGroup var sources: SourceChoice

  @OptionGroup var policies: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "Fail on findings of this severity or worse. Default: the policy's fail-on, else high.",
      valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var failOn: Severity?

  @Flag(
    help:
      "Exit with status 0 once every image has a result, whatever it is: for shards, where the merge gives the verdict."
  )
  var exitZero = false

  @OptionGroup var requirements: RequirementOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var cache: CacheOptions

  @OptionGroup var output: BatchOutput

  @OptionGroup var sandbox: SandboxOptions

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let shard = try ShardChoice.shard(shard, environment)
    let files = output.files(of: shard)
    let list = try BatchList(list, without: files.map(\.path))
    let images = list.images.filter(shard.contains)
    var check = Check()
    check.selection = ImageSelection(platform: platform)
    check.finder = sources.finder()
    check.failOn = failOn
    check.detail = []
    check.layerCache = try cache.open()
    check.patternCache = PatternCache(environment: environment)
    let policy = try requirements.apply(policies, to: &check)
    let inputs = [self.list] + images + requirements.inputFiles + policies.policy + policy.sources
    let head = BatchHead(
      version: Check.version, conditions: try conditions(policy.sources), day: Today.text, shard: shard)
    let journal = try files.results.map { try BatchJournal($0, head: head, sparing: inputs) }
    check.today = journal?.head.day ?? head.day
    check.secretOptions.today = Today.seconds(of: check.today ?? "")
    try sandbox.enter(
      reading: list.folders, writing: files.map(\.path), keeping: check.layerCache,
      for: sources.needs(images))
    do throws(PatternError) { try check.compilePatterns() } catch {
      throw ReportInput.fail("secrets cannot be searched for: \(error.description)")
    }
    let results = BatchResults(head: journal?.head ?? head, files: files, journal: journal)
    let done = journal?.images ?? []
    try perform(images.filter { !done.contains($0) }, check) { try results.add($1, number: $0) }
    let status = try results.finish(images, sparing: inputs)
    if status != 0, !exitZero { throw ExitCode(Int32(status)) }
  }

  /// Checks images side by side; `told` gets each with its number in the list, in any order, from any thread.
  private func perform(
    _ images: [String], _ check: Check, told: @escaping @Sendable (Int, BatchLine) throws -> Void
  ) throws {
    let spending = limits.spending
    let next = Mutex(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, images.count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let number = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard number < images.count else { return }
        do {
          var check = check
          check.images = [images[number]]
          // The time is that of one image.
          check.limits = try spending.limits()
          try told(number, BatchLine(image: images[number], report: spending.outcome(of: check).report))
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// A hash of all that decides about findings: the options, and the contents of the files that they name.
  private func conditions(_ policySources: [String]) throws -> String {
    var texts = [
      policies.policy.joined(separator: "\n"), policies.environment ?? "", failOn?.rawValue ?? "",
      "\(requirements.secrets)", limits.limit.joined(separator: "\n"), platform.map { "\($0)" } ?? "",
    ]
    for path in policySources + requirements.inputFiles where FileManager.default.fileExists(atPath: path) {
      texts.append(path)
      texts.append(String(decoding: try ReportInput.read(path), as: UTF8.self))
    }
    return ContentHashText.of(texts)
  }
}

/// The results of a batch on their way out.
final class BatchResults: Sendable {
  private let head: BatchHead
  private let files: [BatchFile]
  private let journal: BatchJournal?
  private let state = Mutex(State())

  private struct State {
    /// Results whose turn on standard output has not come.
    var waiting: [Int: BatchLine] = [:]
    var next = 0
    var summary = BatchSummary()
  }

  init(head: BatchHead, files: [BatchFile], journal: BatchJournal?) {
    self.head = head
    self.files = files
    self.journal = journal
  }

  /// Takes the result of one image. Without a file, results appear in the order of the list.
  func add(_ line: BatchLine, number: Int) throws {
    if let journal { return try journal.add(line) }
    try state.withLock { state in
      if number == 0 || state.next == 0 && state.waiting.isEmpty { try begin(&state) }
      state.waiting[number] = line
      while let line = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        try Self.write(.image(line))
        state.summary.add(line, keepsReports: keepsReports)
      }
    }
  }

  private func begin(_ state: inout State) throws {
    guard !state.summary.hasBegun else { return }
    state.summary.hasBegun = true
    try Self.write(.head(head))
  }

  private var keepsReports: Bool { files.contains { $0.format == .sarif } }

  private static func write(_ record: BatchRecord) throws {
    try Terminal.output(String(decoding: try record.line(), as: UTF8.self))
  }

  /// Ends the results and writes the overviews.
  /// - Returns: the worst status.
  func finish(_ images: [String], sparing inputs: [String]) throws -> Int {
    var summary = try state.withLock { state in
      if journal == nil { try begin(&state) }
      return state.summary
    }
    if let journal {
      try journal.finish(images) { summary.add($0, keepsReports: keepsReports) }
    } else {
      try Self.write(.end(BatchEnd(images: images.count)))
    }
    try summary.write(files, head: head, sparing: inputs)
    if journal != nil { try Terminal.output(summary.text) }
    return summary.overview.status
  }
}
