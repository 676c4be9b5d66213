/// Some of a long list, as a sentence has them.
enum Enumeration {
  /// `a, b, c and 12 more`: at most four, each once.
  static func text(_ items: [String], most: Int = 4) -> String {
    var seen: Set<String> = []
    let items = items.filter { seen.insert($0).inserted }
    if items.count > most { return items.prefix(most).joined(separator: ", ") + " and \(items.count - most) more" }
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
