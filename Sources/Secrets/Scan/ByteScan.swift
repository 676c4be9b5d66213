import Findings
import PatternScan

/// The scan of one run of bytes: a file, or a member of an archive file. It sees each byte once.
struct ByteScan {
  /// Bytes from the start of the run to the start of the block at hand.
  private(set) var base = 0
  private(set) var matches: [SecretMatch] = []
  /// What is not listed.
  var cuts: Set<String> {
    Set(unlisted.map { "\($0.value) more of type \($0.key) are not listed (--limit secrets-of-type)" })
  }
  /// What was not searched.
  private(set) var losses: Set<String> = []
  /// How many matches of a type are beyond the limit.
  private var unlisted: [String: Int] = [:]
  private let path: String
  /// Made when the first candidate asks for it: most files have none.
  private var madeContext: FileContext?
  private var isBinary: Bool?
  private var lines = LineCounter()
  /// The end of the last match of each type, so that no byte is matched twice by one type.
  private var coveredUntil: [Int: Int] = [:]
  private var countOfType: [Int: Int] = [:]
  private var countOfStructured: [String: Int] = [:]
  /// The last line on which each type was seen, for lines that are too long to be read.
  private var longLineOfType: [Int: Int] = [:]

  private enum Limit {
    /// A column beyond this is on a line no person wrote.
    static let humanColumn = 4096
    /// Matches that are tried at one place until one is a secret.
    static let attempts = 6
    /// Bytes of a rejected value that may still be the name of another; without it a line of nothing but names would
    /// be read again from each of them.
    static let longestName = 64
  }

  /// Bytes that tell text from binary.
  static let binarySample = 8000

  private let readers: [StructuredFile]

  /// `isBinary`: whether the bytes come out of a binary file; nil where their first ones tell.
  init(path: String, isBinary: Bool? = nil) {
    self.path = path
    self.isBinary = isBinary
    readers = StructuredFile.readers(of: path)
  }

  /// Whether the file is read as a whole as well.
  var hasReaders: Bool { !readers.isEmpty }

  private mutating func context() -> FileContext {
    if let madeContext { return madeContext }
    let context = FileContext(path: path)
    madeContext = context
    return context
  }

  /// Scans a block whose triggers end in `ends`, counted from the block's start; a match may reach beyond.
  mutating func scan(_ block: Span<UInt8>, ends: Range<Int>, with tools: inout ScanTools) throws(PatternError)
  {
    if isBinary == nil {
      let sample = block.extracting(first: min(block.count, ByteScan.binarySample))
      isBinary = sample.contains(0)
    }
    let start = max(0, ends.lowerBound - tools.scanner.longestTrigger)
    tools.hits.removeAll(keepingCapacity: true)
    let searched = block.extracting(start..<ends.upperBound)
    if isBinary == true, tools.scanner.triggersAreText {
      try tools.scratch.scanText(of: searched, into: &tools.hits)
    } else {
      try tools.scratch.scan(searched, into: &tools.hits)
    }
    for index in tools.hits.indices {
      let hit = tools.hits[index]
      let end = start + hit.end
      guard end > ends.lowerBound else { continue }
      for plan in tools.scanner.plansOfExpression[hit.expression] {
        try confirm(plan, triggerEnd: end, in: block, with: &tools)
      }
    }
  }

  /// Leaves the first bytes of the block behind; what is counted on them is kept.
  mutating func advance(by count: Int, of block: Span<UInt8>) {
    if isBinary == false { lines.count(to: base + count, in: block, base: base) }
    base += count
  }

  /// Reads the run as what its name says it is; `size` is the whole run's; `isStart` says that
  /// `bytes` are all of it.
  mutating func readStructure(_ bytes: Span<UInt8>, size: Int, isStart: Bool, options: SecretScanner.Options)
  {
    if isStart, bytes.count > 0, KeyContainer.mayStart(with: bytes[0]) {
      readContainer(bytes, size: size, options: options)
    }
    guard isBinary != true else { return }
    let readers = readers.isEmpty && isStart ? FileContent.readers(of: bytes, path: path) : readers
    guard !readers.isEmpty else { return }
    guard isStart, size <= options.limits.structuredBytes else {
      guard readers.contains(where: { !$0.isOptional }) else { return }
      losses.insert(
        "the file is too large to be parsed as \(readers[0].type.id) (--limit structured-bytes), so only patterns were searched for"
      )
      return
    }
    guard readers.contains(where: { $0.format.mayHold(bytes) }) else { return }
    let all = bytes.array(0..<bytes.count)
    for secret in StructuredScan.secrets(in: all, readers: readers, context: context()) {
      add(secret.type, secret.range, value: secret.value, secret.judgement, in: bytes, options)
    }
  }

  private mutating func readContainer(
    _ bytes: Span<UInt8>, size: Int, options: SecretScanner.Options
  ) {
    let head = bytes.array(0..<min(bytes.count, PublishedKeys.containerBytes))
    guard let container = KeyContainer(path: path, head: head, size: size) else { return }
    let judgement =
      PublishedKeys.publisher(of: head).map { publisher in
        SecretScorer(
          of: container.type, severity: .low, reason: PublishedKeys.reason(publisher), standing: .harmless)
      } ?? SecretScorer(of: container.type)
    add(container.type, 0..<min(64, bytes.count), value: head, judgement, in: bytes, options)
  }

  private mutating func add(
    _ type: SecretType, _ range: Range<Int>, value: [UInt8], _ judgement: SecretScorer, in block: Span<UInt8>,
    _ options: SecretScanner.Options
  ) {
    let place = place(of: range.lowerBound, in: block)
    let match = SecretMatch(
      type: type, range: range, place: place, value: value, shown: "...", judgement: judgement,
      name: isBinary == true ? nil : ValueName.before(range.lowerBound, in: block), hashKey: options.hashKey)
    let count = countOfStructured[type.id, default: 0]
    countOfStructured[type.id] = count + 1
    guard count < options.limits.matchesOfType else {
      unlisted[type.id, default: 0] += 1
      return
    }
    let context = context()
    if let demotion = context.demotion {
      matches.append(match.lowered(because: demotion.reason, standing: demotion.standing))
    } else if context.belongsToTests, match.severity > .low {
      matches.append(match.lowered(because: Showing.test.reason, standing: .doubtful))
    } else {
      matches.append(match)
    }
  }

  private mutating func confirm(
    _ index: Int, triggerEnd: Int, in block: Span<UInt8>, with tools: inout ScanTools
  ) throws(PatternError) {
    let plan = tools.scanner.plans[index]
    let type = plan.type
    if type.check.judgesValue, isBinary == true { return }
    let covered = (coveredUntil[index] ?? 0) - base
    var first = max(triggerEnd - type.trigger.reach.bytes, 0)
    switch type.trigger.reach {
    case .starts: if first < covered { return }
    case .within: first = max(first, covered)
    case .line: first = max(block.lineStart(before: triggerEnd - 1, from: max(first, 0)), covered)
    }
    let end = min(triggerEnd + type.longest, block.count)
    for _ in 0..<Limit.attempts where first <= triggerEnd {
      let answer = try tools.confirming.confirm(
        plan.confirming, in: block, starts: first...triggerEnd, to: end)
      switch answer {
      case .none: return
      case .gaveUp:
        losses.insert("a search for \(type.id) took too long and was given up")
        return
      case .match(let found):
        let secret = secret(of: found, plan)
        coveredUntil[index] = base + max(secret.upperBound, triggerEnd)
        if let conditions = plan.conditions {
          guard
            try conditions.admit(
              secret, in: found.whole, of: block, path: Array(path.utf8), with: &tools.confirming)
          else { return }
        }
        let isSecret = judge(
          index, plan, whole: found.whole, secret: secret, in: block, options: tools.scanner.options)
        guard !isSecret, type.check.judgesValue, secret.count <= Limit.longestName else { return }
        // What is no value may be the name of one: `passwd/root-password password Tr0ub4dor`.
        coveredUntil[index] = base + secret.lowerBound
        first = max(secret.lowerBound, first + 1)
      }
    }
  }

  /// The bytes of the secret: the group that a user's rule names, else the first one that matched.
  private func secret(of found: ConfirmedMatch, _ plan: SecretScanner.Plan) -> Range<Int> {
    if let group = plan.conditions?.secretGroup, found.groups.indices.contains(group),
      let range = found.groups[group]
    {
      return range
    }
    return found.groups.dropFirst().lazy.compactMap(\.self).first ?? found.whole
  }

  /// Whether it is a secret; one that is not listed, for there are too many, is one as well.
  private mutating func judge(
    _ index: Int, _ plan: SecretScanner.Plan, whole: Range<Int>, secret: Range<Int>, in block: Span<UInt8>,
    options: SecretScanner.Options
  ) -> Bool {
    let candidate = Candidate(
      value: block.array(secret), before: block.array(whole.lowerBound..<secret.lowerBound),
      after: block.array(
        secret.upperBound..<min(max(secret.upperBound + 4, whole.upperBound), block.count)),
      previous: whole.lowerBound > 0 ? block[whole.lowerBound - 1] : 0x20,
      isFree: Candidate.isFree(whole, in: block),
      surroundings: plan.type.check.judgesValue
        ? Surroundings(of: whole.lowerBound..<secret.upperBound, in: block) : .none)
    guard var judgement = SecretScorer(of: candidate, as: plan, in: context(), options: options) else {
      return false
    }
    if plan.type.isByPlace, judgement.severity > .low,
      let showing = Showing(of: whole, in: block, context: context())
    {
      judgement = judgement.lowered(by: showing)
    }
    let place = place(of: secret.lowerBound, in: block)
    if let column = place?.column, column > Limit.humanColumn || place?.isLong == true {
      if longLineOfType[index] == place?.line { return true }
      longLineOfType[index] = place?.line
    }
    let count = countOfType[index, default: 0]
    countOfType[index] = count + 1
    guard count < options.limits.matchesOfType else {
      unlisted[plan.type.id, default: 0] += 1
      return true
    }
    let name =
      isBinary == true
      ? nil : ValueName.before(secret.lowerBound, in: block) ?? ValueName.telling(in: candidate.before)
    matches.append(
      SecretMatch(
        type: plan.type, range: (base + secret.lowerBound)..<(base + secret.upperBound), place: place,
        value: candidate.value, shown: Redaction.shown(candidate.value, of: plan.type), judgement: judgement,
        name: name, hashKey: options.hashKey))
    return true
  }

  private mutating func place(of position: Int, in block: Span<UInt8>) -> LinePlace? {
    isBinary == true ? nil : lines.place(of: base + position, in: block, base: base)
  }
}

extension SecretScanner {
  /// Bytes that a trigger of the table has at most; a test holds the table to it.
  static let longestBuiltInTrigger = 512
}
