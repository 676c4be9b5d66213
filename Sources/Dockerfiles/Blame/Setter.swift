import Images

/// An instruction that sets something of which an image can have several.
struct Setter {
  private let instruction: DockerfileInstruction
  private let escape: Character

  init(_ instruction: DockerfileInstruction, escape: Character) {
    self.instruction = instruction
    self.escape = escape
  }

  /// Whether it sets the variable, label, port, directory or trigger; nil where a variable hides it.
  func sets(_ item: String) -> Bool? {
    switch instruction.keyword {
    case "ENV", "LABEL":
      return holds(item, among: Assignments.pairs(instruction.arguments, escape: escape).map(\.name))
    case "EXPOSE":
      let ports = Spelling.ports(Expansion.expand(instruction.arguments, escape: escape))
      return holds(Spelling.ports(item), among: ports.split(separator: " ").map(String.init))
    case "VOLUME":
      let words = instruction.words ?? ShellWords.split(instruction.arguments, escape: escape, quotes: .kept)
      return holds(item, among: words.map { Expansion.expand($0, escape: escape) })
    case "ONBUILD": return Spelling.loose(instruction.arguments) == Spelling.loose(item)
    default: return true
    }
  }

  private func holds(_ item: String, among words: [String]) -> Bool? {
    if words.contains(item) { return true }
    let mayHold = words.contains { $0.contains(Expansion.wildcard) && Wildcards.match($0, item) }
    return mayHold ? nil : false
  }
}
