/// Pieces of messages.
enum Phrase {
  /// `a`, `a and b`, `a, b and c`; of more than `most` only the first and how many there are besides.
  static func list(_ items: [String], most: Int = 5) -> String {
    guard items.count > 1 else { return items.first ?? "" }
    guard items.count > most else {
      return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }
    return items.prefix(most).joined(separator: ", ") + " and \(items.count - most) more"
  }

  /// `1 file`, `3 files`; with a plural of its own, `2 directories`.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
