import Testing

@testable import TOML

struct TOMLReaderTests {
  // MARK: Tables and keys

  @Test func `headers and keys make the tables that they name`() throws {
    let root = try TOMLTable.read(
      """
      title = "one" # a comment
      site."b.c".'d' = 1
      [servers.alpha] # another
      port = 80
      [servers]
      count = 2
      [[rules]]
      id = "first"
      [rules.limits]
      most = 3
      [[rules]]
      id = 'second'
      [ "a b" . c ]
      """)
    #expect(root["title"]?.string == "one")
    #expect(root["site"]?.table?["b.c"]?.table?["d"]?.integer == 1)
    #expect(root["servers"]?.table?["alpha"]?.table?["port"]?.integer == 80)
    #expect(root["servers"]?.table?["count"]?.integer == 2)
    #expect(root.tables("rules").map { $0["id"]?.string } == ["first", "second"])
    #expect(root.tables("rules").map { $0["limits"]?.table?["most"]?.integer } == [3, nil])
    #expect(root["a b"]?.table?["c"]?.table != nil)
  }

  @Test func `arrays and inline tables nest`() throws {
    let root = try TOMLTable.read(
      """
      a = [ 1, [2.5, 'x'], # a comment ]
        "]", {b.c = [true], d = {}},
      ]
      one = {e = 1}
      """)
    guard case .array(let elements) = root["a"] else {
      Issue.record("a is no array")
      return
    }
    #expect(elements.count == 4 && elements[0].integer == 1 && elements[2].string == "]")
    #expect(root.strings("a") == ["]"])
    #expect(elements[3].table?["b"]?.table?["c"] != nil && elements[3].table?["d"]?.table != nil)
    #expect(root.tables("a").count == 1 && root.tables("one").count == 1 && root.tables("none").isEmpty)
  }

  @Test func `line ends of Windows and a byte order mark are read`() throws {
    let root = try TOMLTable.read("\u{FEFF}a = 1\r\n[b]\r\nc = \"\"\"\r\nx\r\ny\"\"\"\r\n")
    #expect(root["a"]?.integer == 1 && root["b"]?.table?["c"]?.string == "x\ny")
  }

  /// Each says what is wrong, with its line.
  @Test(arguments: [
    ("a = 1\na = 2\n", "line 2: 'a' is defined twice"),
    ("[a]\n[a]\n", "line 2: 'a' is defined twice"),
    ("[a.b.c]\nz = 1\n[a]\nb.c.d = 2\n", "line 4: 'b.c.d' adds to 'b', which is complete"),
    ("a = {b = 1}\n[a.c]\n", "line 2: the table 'a.c' is in 'a', which takes none"),
    ("a = {b.c = 1, b.d = 2}\na.b.e = 3\n", "line 2: 'a.b.e' adds to 'a', which is complete"),
    ("a = [{}]\n[[a]]\n", "line 2: 'a' is defined twice, and before as no array of tables"),
    ("a.b = 1\n[a]\n", "line 2: 'a' is defined twice"),
    ("[[a]]\n[a]\n", "line 2: 'a' is defined twice"),
    ("a\n", "line 1: 'a' has no equals sign"), ("a = \n", "line 1: a value is missing"),
    ("= 1\n", "line 1: the name of a key or a table is missing"),
    ("a = 1 b = 2\n", "line 1: the line should end here"),
    ("[a] b = 1\n", "line 1: the line should end here"),
    ("a = 1\rb = 2\n", "line 1: the line should end here"),
    ("[a\n", "line 1: the header of 'a' is not closed"),
    ("[[a]\n", "line 1: the header of 'a' is not closed"),
    ("\na = [\n1\n", "line 4: an array lacks a comma or its closing bracket"),
    ("a = [1,\n", "line 2: an array is not closed"), ("a = [,]\n", "line 1: a value is missing"),
    ("a = {b = 1,}\n", "line 1: the name of a key or a table is missing"),
    ("a = {b = 1\n}\n", "line 1: an inline table lacks a comma, or its closing brace on the same line"),
    ("\"\"\"a\"\"\" = 1\n", "line 1: a key has more than one line"),
    ("# \u{1}\n", "line 1: a comment has a control character"),
  ])
  func `what is no TOML is refused with its line`(text: String, reason: String) {
    #expect(throws: TOMLFailure.self) { try TOMLTable.read(text) }
    #expect(Self.failure(text) == reason)
  }

  static func failure(_ text: String) -> String? {
    do {
      _ = try TOMLTable.read(text)
      return nil
    } catch { return "\(error)" }
  }

  /// What adds to a table that a key with points made.
  @Test func `a header may add a table to one that keys made`() throws {
    let root = try TOMLTable.read("[a]\nb.c = 1\nb.d = 2\n[a.b.e]\nf = 3\n")
    let made = root["a"]?.table?["b"]?.table
    #expect(made?["c"]?.integer == 1 && made?["d"]?.integer == 2 && made?["e"]?.table?["f"]?.integer == 3)
  }

  // MARK: Hostile texts

  /// Each ended another parser, which held what it expected to be true.
  @Test(arguments: [
    "a = [}\n", "a = [\u{85}]\n", "a = [\u{2028}]\n", "[ \n", "[\nid = 1\n", "a = 1\n[[\n",
    "a = '''x\n[\n'''\n[\r\n",
    "a = [\n[1],\n[2]]\n  [=]\n", "# [\na = \"\\\"[\"\n[[,]]\n", "a = \"\"\"x\\\n\"\"\"\"\"\n[*]\n",
    "\u{FEFF}[\t(]\n",
    "a = 2" + String(repeating: "_", count: 116) + "020-01-01 12:34:56.789\n",
  ])
  func `a value or a name that is none is refused`(text: String) {
    #expect(throws: TOMLFailure.self) { try TOMLTable.read(text) }
  }

  @Test func `keys, headers and values of endless depth are refused`() {
    let key = String(repeating: "a.", count: 200_000) + "a"
    for text in ["[\(key)]\n", "\(key) = 1\n", "x = {\(key) = 1}\n"] {
      #expect(Self.failure(text) == "line 1: a key has more than 32 parts")
    }
    for open in ["[", "{a = "] {
      let text = "a = " + String(repeating: open, count: 200_000)
      #expect(Self.failure(text) == "line 1: values nest deeper than 32")
    }
  }

  @Test func `what is as deep as may be is read`() throws {
    let key = String(repeating: "a.", count: 31) + "a"
    #expect(try TOMLTable.read("[\(key)]\n\(key) = 1\n")["a"] != nil)
    #expect(
      try TOMLTable.read("a = " + String(repeating: "[", count: 32) + String(repeating: "]", count: 32))["a"]
        != nil)
  }

  /// Every text that another becomes when it is cut is read or refused.
  @Test func `a text that is cut anywhere is read or refused`() {
    let whole =
      "[a.'b']\nc = [1, {d = \"\"\"x\\u00e9\n\"\"\"}]\n[[e]]\nf = 1979-05-27 07:32:00Z\ng = -0.5e+3\n"
    var read = 0
    for count in 0...whole.unicodeScalars.count
    where Self.failure(String(whole.unicodeScalars.prefix(count))) == nil {
      read += 1
    }
    #expect(read > 5 && read < whole.count)
  }
}
