import Images

extension Range<Int> {
  /// The range in as many pieces as there are cores, in order, for work on each element that is too small to be handed out
  /// by itself.
  var pieces: [Range<Int>] {
    let cores = WorkCores.count
    return (0..<cores).map { number in
      (lowerBound + count * number / cores)..<(lowerBound + count * (number + 1) / cores)
    }
  }
}
