/// Finds the known name that a misspelt one was probably meant to be.
package enum NearestName {
  /// Letters that a beginning must have to stand for the whole.
  private static let shortestBeginning = 3

  /// The name that a slip was meant to be; else the only one that begins so.
  package static func of(_ name: String, among names: [String]) -> String? {
    slip(name, among: names) ?? whole(of: name, among: names)
  }

  /// The nearest name within two slips, each a letter too many, too few, another, or two that changed places; of equals
  /// the first in the alphabet. Of a short name one slip is all that still is a likeness.
  package static func slip(_ name: String, among names: [String]) -> String? {
    guard name.count <= 40 else { return nil }
    let limit = name.count <= 4 ? 1 : 2
    let ranked = names.map { (distance: distance(name, $0, limit: limit), name: $0) }
    return ranked.filter { $0.distance <= limit }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// The name of which `beginning` is the beginning; nil where several begin so.
  private static func whole(of beginning: String, among names: [String]) -> String? {
    guard beginning.count >= shortestBeginning else { return nil }
    let known = Set(names.filter { $0.hasPrefix(beginning) })
    return known.count == 1 ? known.first : nil
  }

  /// The number of slips between two names (optimal string alignment); beyond `limit` any greater number.
  private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [i + 1]
      for j in right.indices {
        var least = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, before[j - 1] + 1)
        }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }
}
