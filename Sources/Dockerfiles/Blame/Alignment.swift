/// Sets history steps against instructions, both in order, and tells which pairs every best way of doing so has.
///
/// The scores of beginnings and of endings are tabled, so a pair's best alignment is the sum around it. A step's
/// pair is certain when it is in a best alignment and no other pair of the step, and no way to leave it out, is.
struct Alignment {
  /// What an alignment gains and loses.
  struct Scores {
    let pair: (ExpectedStep.Fit) -> Int
    /// For a step without instruction after the first pair; before it steps are the base image's.
    let step: Int
    let stepBefore: Int
    /// For each instruction without step.
    let instruction: [Int]
  }

  let best: Int
  let certain: [Certainty]

  /// What every best alignment says of a step.
  enum Certainty: Sendable, Hashable {
    case instruction(Int)
    /// No best alignment gives it an instruction.
    case alone
    case unknown
  }

  /// `fits[step][instruction]`.
  init(_ fits: [[ExpectedStep.Fit]], instructions count: Int, scores: Scores) {
    let before = Self.beginnings(fits, count, scores)
    let after = Self.endings(fits, count, scores)
    let best = before[fits.count][count]
    self.best = best
    certain = fits.indices.map { step in
      let isLeftOut = (0...count).contains { instruction in
        let loss = instruction == 0 ? scores.stepBefore : scores.step
        return before[step][instruction] + loss + after[step + 1][instruction] == best
      }
      let pairs = (0..<count).filter { instruction in
        let fit = fits[step][instruction]
        return fit != .none
          && before[step][instruction] + scores.pair(fit) + after[step + 1][instruction + 1] == best
      }
      switch (isLeftOut, pairs.count) {
      case (false, 1): return .instruction(pairs[0])
      case (true, 0): return .alone
      case (_, _): return .unknown
      }
    }
  }

  /// `[step][instruction]`: the best score of what lies before both.
  private static func beginnings(_ fits: [[ExpectedStep.Fit]], _ count: Int, _ scores: Scores) -> [[Int]] {
    var table = [[Int]](repeating: [Int](repeating: 0, count: count + 1), count: fits.count + 1)
    for step in 0...fits.count {
      for instruction in 0...count where step > 0 || instruction > 0 {
        var score = Int.min
        if step > 0 {
          score = table[step - 1][instruction] + (instruction == 0 ? scores.stepBefore : scores.step)
        }
        if instruction > 0 {
          score = max(score, table[step][instruction - 1] + scores.instruction[instruction - 1])
        }
        if step > 0, instruction > 0, fits[step - 1][instruction - 1] != .none {
          let pair = scores.pair(fits[step - 1][instruction - 1])
          score = max(score, table[step - 1][instruction - 1] + pair)
        }
        table[step][instruction] = score
      }
    }
    return table
  }

  /// `[step][instruction]`: the best score of both and what lies after them.
  private static func endings(_ fits: [[ExpectedStep.Fit]], _ count: Int, _ scores: Scores) -> [[Int]] {
    var table = [[Int]](repeating: [Int](repeating: 0, count: count + 1), count: fits.count + 1)
    for step in (0...fits.count).reversed() {
      for instruction in (0...count).reversed() where step < fits.count || instruction < count {
        var score = Int.min
        if step < fits.count {
          score = table[step + 1][instruction] + (instruction == 0 ? scores.stepBefore : scores.step)
        }
        if instruction < count {
          score = max(score, table[step][instruction + 1] + scores.instruction[instruction])
        }
        if step < fits.count, instruction < count, fits[step][instruction] != .none {
          score = max(score, table[step + 1][instruction + 1] + scores.pair(fits[step][instruction]))
        }
        table[step][instruction] = score
      }
    }
    return table
  }
}
