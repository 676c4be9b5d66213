import PatternScan

extension RuleConditions {
  /// Bytes on each side of a match in which a keyword may stand.
  private static let reach = 4096

  /// Whether a match is one by the conditions beside the pattern.
  func admit(
    _ secret: Range<Int>, in match: Range<Int>, of block: Span<UInt8>, path: [UInt8],
    with scratch: inout ConfirmingScratch
  ) throws(PatternError) -> Bool {
    if let expression = self.path, try !holds(expression, path, &scratch) { return false }
    let value = block.array(secret)
    guard value.count(where: \.isASCIIDigit) >= least.digits,
      value.count(where: \.isASCIIUpper) >= least.capitals,
      value.count(where: \.isASCIILower) >= least.smallLetters,
      value.count(where: { !$0.isASCIILetter && !$0.isASCIIDigit }) >= least.others
    else { return false }
    if !keywords.isEmpty {
      let near = max(0, match.lowerBound - Self.reach)..<min(block.count, match.upperBound + Self.reach)
      let text = block.array(near).map(\.asciiLower)
      guard keywords.contains(where: { text.firstRange(of: Array($0.utf8)) != nil }) else { return false }
    }
    for ignored in ignoredMatches {
      if try ignored.covers(value, match, block, path: path, &scratch) { return false }
    }
    return true
  }

  private func holds(
    _ expression: ConfirmingExpression, _ text: [UInt8], _ scratch: inout ConfirmingScratch
  ) throws(PatternError) -> Bool {
    try scratch.finds(expression, in: text)
  }
}

extension IgnoredMatches {
  func covers(
    _ value: [UInt8], _ match: Range<Int>, _ block: Span<UInt8>, path: [UInt8],
    _ scratch: inout ConfirmingScratch
  ) throws(PatternError) -> Bool {
    var answers: [Bool] = []
    if !expressions.isEmpty {
      let text =
        switch target {
        case .secret: value
        case .match: block.array(match)
        case .line: block.array(Self.line(around: match, block))
        }
      answers.append(try scratch.finds(oneOf: expressions, in: text))
    }
    if !paths.isEmpty { answers.append(try scratch.finds(oneOf: paths, in: path)) }
    if !stopWords.isEmpty {
      let text = String(decoding: value, as: UTF8.self).lowercased()
      answers.append(stopWords.contains { text.contains($0) })
    }
    guard !answers.isEmpty else { return false }
    return needsAll ? answers.allSatisfy(\.self) : answers.contains(true)
  }

  /// The line of a match, at most 4096 bytes to each side.
  private static func line(around match: Range<Int>, _ block: Span<UInt8>) -> Range<Int> {
    var start = match.lowerBound
    while start > max(0, match.lowerBound - 4096), block[start - 1] != 0x0A { start -= 1 }
    var end = match.upperBound
    while end < min(block.count, match.upperBound + 4096), block[end] != 0x0A { end += 1 }
    return start..<end
  }
}

extension ConfirmingScratch {
  /// Whether the expression matches anywhere in the text.
  mutating func finds(_ expression: ConfirmingExpression, in text: [UInt8]) throws(PatternError) -> Bool {
    switch try confirm(expression, in: text.span, starts: 0...text.count, to: text.count) {
    case .match: true
    case .none, .gaveUp: false
    }
  }

  mutating func finds(oneOf expressions: [ConfirmingExpression], in text: [UInt8]) throws(PatternError)
    -> Bool
  {
    for expression in expressions where try finds(expression, in: text) { return true }
    return false
  }
}
