/// Finds the known name that a misspelt one was probably meant to be.
package enum NearestName {
  /// The nearest name within two edits; of equals the first in the alphabet.
  package static func of(_ name: String, among names: [String]) -> String? {
    guard name.count <= 40 else { return nil }
    let limit = name.count <= 4 ? 1 : 2
    let ranked = names.map { (distance: distance(name, $0, limit: limit), name: $0) }
    return ranked.filter { $0.distance <= limit }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let change = diagonal + (byte == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
