import Testing

@testable import YAMLEvents

struct YAMLEventsTests {
  @Test func eventsComeInTheOrderOfTheTextWithTheirPlaces() throws {
    let (events, marks) = try #require(all("a: [1, 'ü']\nb: |\n  text\n"))
    #expect(
      events == [
        .streamStart, .documentStart, .mappingStart(anchor: nil), .plain("a"), .sequenceStart(anchor: nil),
        .plain("1"), .scalar(.init(text: "ü", style: .singleQuoted, anchor: nil)), .sequenceEnd, .plain("b"),
        .scalar(.init(text: "text\n", style: .block, anchor: nil)), .mappingEnd, .documentEnd, .streamEnd,
      ])
    #expect(marks[6] == .init(line: 1, column: 8))
    #expect(marks[8] == .init(line: 2, column: 1))
  }

  @Test func anchorsAndAliasesHaveNamesAndTagsNone() throws {
    let (events, _) = try #require(
      all("a: &x 1\nb: *x\nc: !reset []\nd: !!str 1\ne: &y [&z {}]\n"))
    #expect(events.contains(.scalar(.init(text: "1", style: .plain, anchor: "x"))))
    #expect(events.count { $0 == .alias("x") } == 1)
    #expect(events.count { $0 == .tagged } == 2)
    #expect(events.contains(.sequenceStart(anchor: "y")))
    #expect(events.contains(.mappingStart(anchor: "z")))
  }

  @Test(arguments: ["a: [", "\t- a", "a: b: c", "\"", "a: \u{0}", "%YAML 9"])
  func whatIsNotYAMLEnds(_ text: String) {
    #expect(all(text) == nil)
  }

  @Test func anEmptyTextHasNoEvents() { #expect(all("") == nil) }

  /// All events; nil where they end before the text does.
  private func all(_ text: String) -> ([YAMLEvents.Event], [YAMLEvents.Mark])? {
    YAMLEvents.read(Array(text.utf8)) { reader in
      var events: [YAMLEvents.Event] = []
      var marks: [YAMLEvents.Mark] = []
      while let next = reader.next() {
        events.append(next.event)
        marks.append(next.mark)
        if next.event == .streamEnd { return (events, marks) }
      }
      return nil
    }
  }
}

extension YAMLEvents.Event {
  fileprivate static func plain(_ text: String) -> Self {
    .scalar(.init(text: text, style: .plain, anchor: nil))
  }
}
