import Testing

@testable import Images

@Suite struct PathTableTests {
  @Test func `paths have numbers in the order in which they came, each once`() {
    var table = PathTable()
    for number in 0..<5_000 {
      let place = table.insert(Array("usr/share/\(number)".utf8)[...])
      #expect(place.number == number && place.isNew)
    }
    for number in stride(from: 0, to: 5_000, by: 7) {
      let path = Array("/usr/share/\(number)".utf8).dropFirst()
      #expect(table.number(of: path) == number)
      let again = table.insert(path)
      #expect(again.number == number && !again.isNew)
    }
    #expect(table.count == 5_000)
    #expect(table.number(of: Array("usr/share/5000".utf8)[...]) == nil)
    #expect(table.number(of: []) == nil)
  }
}
