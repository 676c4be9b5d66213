extension Dockerfile {
  /// The one line of an instruction on which a name stands as a word; nil where it is on none or on several, and
  /// for names too short to mean anything.
  package func lines(of name: String, in instruction: DockerfileInstruction) -> ClosedRange<Int>? {
    guard name.utf8.count > 1, name.allSatisfy(Self.isPartOfName), instruction.lines.count > 1 else {
      return nil
    }
    let found = instruction.lines.filter { line in
      let text = lines[line - 1]
      let isRemark = LineReader.withoutBlanks(text[...]).first == "#"
      return !isRemark && text.split(whereSeparator: { !Self.isPartOfName($0) }).contains { $0 == name }
    }
    return found.count == 1 ? found[0]...found[0] : nil
  }

  /// The column after the last character of a line, in Unicode code points, from 1; nil where the file lies inside
  /// another, which has other columns.
  package func endColumn(ofLine line: Int) -> Int? {
    firstLine == 1 ? lines[line - 1].unicodeScalars.count + 1 : nil
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.-".contains(character)
  }
}
