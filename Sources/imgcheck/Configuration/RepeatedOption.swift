/// An option that stands hundreds of times in a command line. ArgumentParser copies all that it has for each, so that
/// thousands would take seconds: those that follow each other are handed to it as one.
enum RepeatedOption {
  /// What stands between the values: no argument of a program can hold it.
  private static let separator = "\0"

  /// The words with each run of `option VALUE` as one option with all values.
  static func joined(_ words: [String], option: String) -> [String] {
    var result: [String] = []
    result.reserveCapacity(words.count)
    var values: [String] = []
    var index = words.startIndex
    func end() {
      if !values.isEmpty { result += [option, values.joined(separator: separator)] }
      values = []
    }
    while index < words.endIndex, words[index] != "--" {
      // What begins with a dash is no value, and the parser says so.
      if words[index] == option, index + 1 < words.endIndex, !words[index + 1].hasPrefix("-") {
        values.append(words[index + 1])
        index += 2
      } else {
        end()
        result.append(words[index])
        index += 1
      }
    }
    end()
    return result + words[index...]
  }

  /// The values of an option that may be several as one.
  static func values(_ text: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
