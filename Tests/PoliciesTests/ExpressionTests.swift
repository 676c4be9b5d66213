import Findings
import Testing

@testable import Policies

/// The language of assertions, by the CEL specification.
struct ExpressionTests {
  private static let port = RecordType(
    "port", [.init("published", .int, ""), .init("address", .string, "")])
  private static let service = RecordType(
    "service",
    [
      .init("name", .string, ""), .init("labels", .map(key: .string, value: .string), ""),
      .init("ports", .list(.record(port)), ""), .init("memory", .int, ""), .init("image", .string, ""),
      .init("config", .dynamic, ""), .init("cpu", .double, ""),
    ])
  private static let variables: [(name: String, type: ValueType)] = [
    ("service", .record(service)), ("services", .list(.record(service))),
  ]

  private static let web = Value.record(
    Record(
      service,
      [
        "name": .string("web"), "labels": .texts(["a.b": "c"]), "cpu": .double(1.5),
        "ports": .list([.record(Record(port, ["published": .int(80)])), .unknown("a port is not known")]),
        "image": .unknown("the image is not known"),
        "config": .map([.string("x"): .int(3), .string("n"): .null]),
      ]))

  private static func holds(_ text: String, budget: Int = 100_000) throws -> Bool {
    var budget = budget
    return try Expression(text, variables).holds(
      [("service", web), ("services", .list([web, web]))], budget: &budget)
  }

  @Test(arguments: [
    // Arithmetic and literals.
    "1 + 2 * 3 == 7 && -(-5) == 5 && 7 % 4 == 3 && 7 / 2 == 3", "0x1F == 31 && 1e2 == 100.0 && .5 == 0.5",
    "-9223372036854775808 < 0", "1 < 1.5 && 2.0 >= 2", "dyn(1) == 1.0",
    "'a' + 'b' == 'ab' && [1] + [2] == [1, 2]",
    #"'a\n\x41\u00e9'.size() == 4"#, #"r'\d' == '\\d' && '''it's''' == "it's""#, "true // a comment",
    "!false && !!true", "(1 == 2) == false", "true ? 1 == 1 : 1 == 2",
    // Fields, presence and items.
    "service.memory == 0 && !has(service.memory) && has(service.name)", "service.labels['a.b'] == 'c'",
    "'a.b' in service.labels && !('x' in service.labels)", "has(service.labels.x) ? false : true",
    "service.ports[0].published == 80 && service.ports[0].address == ''",
    "service.config.x == 3 && service.config.n == null", "service.cpu > 1",
    // Macros.
    "service.ports.exists(p, p.published == 80)", "services.all(s, s.name == 'web')",
    "services.map(s, s.name) == ['web', 'web']", "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
    "services.filter(s, s.name.matches('^w[a-z]+$')).size() == 2", "[1, 2].exists_one(x, x == 2)",
    "{'a': 1, 'b': 2}.all(k, k < 'c') && {'a': 1}['a'] == 1", "[].all(x, false) && ![].exists(x, true)",
    "[1, 2].all(x, [x].all(y, x == y))",
    // Functions.
    "service.name.startsWith('w') && service.name.endsWith('eb') && service.name.contains('e')",
    "size(service.name) == 3 && size({'a': 1}) == 1 && matches('abc', 'b')",
    "'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b' && ' a '.trim() == 'a'",
    "'A'.lowerAscii() == 'a' && int('12') == 12 && string(3) == '3' && double('1.5') == 1.5 && bool('true')",
    "int(1.9) == 1 && 'x' in ['x', 'y'] && 2 in [1, 2]",
    // Types.
    "type(1) == int && type('a') == string && type([]) == list && type({}) == map && type(null) == null_type",
    "type(service.config.x) == int && type(service.config.x) != string && type(type(1)) == type",
    "type(timestamp(0)) != type(duration('1s')) && [1].all(int, int == 1)",
    // Times.
    "timestamp('2026-03-01T00:00:00Z') - timestamp('2026-02-28T12:00:00+01:00') == duration('13h')",
    "timestamp('2024-02-29T23:59:59.5Z') + duration('500ms') == timestamp('2024-03-01T00:00:00Z')",
    "duration('1h') + timestamp('1970-01-01T00:00:00Z') == timestamp(3600)",
    "timestamp('0001-01-01T00:00:00Z') < timestamp('9999-12-31T23:59:59.999999999Z')",
    "duration('90m') == duration('1h30m') && duration('1.5h') == duration('5400s') && duration('-1s') < duration('0')",
    "duration('1h') - duration('90m') == duration('-30m') && duration('250us') == duration('250000ns')",
    "string(duration('90m')) == '5400s' && string(duration('-1500ms')) == '-1.5s'",
    "string(timestamp('2026-01-31T01:00:00.250+01:00')) == '2026-01-31T00:00:00.25Z'",
    "int(timestamp('1969-12-31T23:59:59Z')) == -1 && timestamp(timestamp(0)) == timestamp(0)",
    "[timestamp('2024-02-29T13:14:15.016Z')].all(t, t.getFullYear() == 2024 && t.getMonth() == 1 && t.getDate() == 29)",
    "[timestamp('2024-02-29T13:14:15.016Z')].all(t, t.getDayOfMonth() == 28 && t.getDayOfYear() == 59)",
    "[timestamp('2024-02-29T13:14:15.016Z')].all(t, t.getDayOfWeek() == 4 && t.getHours() == 13)",
    "[timestamp('1969-12-28T00:00:01.016Z')].all(t, t.getDayOfWeek() == 0 && t.getMilliseconds() == 16)",
    "duration('3h30m15s').getHours() == 3 && duration('90s').getMinutes() == 1 && duration('-1.5s').getSeconds() == -1",
    "timestamp(dyn('2026-01-31T00:00:00Z')) > timestamp(0) && timestamp(0) in [timestamp(0)]",
    // What decides in spite of an error.
    "service.image == 'a' || true", "!(false && service.image == 'a')", "!(service.image == 'a' && false)",
    "[1, 2].exists(x, 1 / 0 == 1 || x == 2)", "![1, 2].all(x, x == 2 && 1 / 0 == 1)",
    "!service.ports.all(p, p.published > 100)",
  ])
  func isTrue(_ text: String) throws {
    do { #expect(try Self.holds(text), "\(text)") } catch let failure as Expression.Failure {
      Issue.record("\(text): \(failure.problems)")
    }
  }

  @Test(arguments: [
    ("has(service.image)", "the image is not known"), ("service.image == 'a'", "the image is not known"),
    ("service.image == 'a' || false", "the image is not known"),
    ("service.ports.all(p, p.published > 10)", "a port is not known"),
    ("service.ports.exists_one(p, p.published == 80)", "a port is not known"),
    (
      "timestamp('2026-02-30T00:00:00Z') > timestamp(0)",
      "'2026-02-30T00:00:00Z' is not a timestamp; write it as in 2026-01-31T00:00:00Z"
    ),
    ("duration('3 days') > duration('0')", "'3 days' is not a duration; write it as in 36h or 1h30m"),
    ("timestamp(253402300800) > timestamp(0)", "a timestamp is outside the years 1 to 9999"),
    (
      "timestamp('9999-12-31T23:00:00Z') + duration('1h') > timestamp(0)",
      "a timestamp is outside the years 1 to 9999"
    ),
    ("type(service.image) == string", "the image is not known"),
    ("1 / 0 == 1", "a number is divided by zero"), ("1 % 0 == 1", "a number is divided by zero"),
    ("9223372036854775807 + 1 > 0", "a number does not fit in 64 bits"),
    ("-9223372036854775808 / -1 > 0", "a number does not fit in 64 bits"),
    ("9223372036854775807 * 2 > 0", "a number does not fit in 64 bits"),
    ("int(1e30) > 0", "a number does not fit in 64 bits"), ("int('x') == 1", "a string is not int"),
    ("service.labels.x == 'c'", "there is no key 'x'"), ("service.config.y == 3", "there is no key 'y'"),
    ("service.config.x.startsWith('a')", "startsWith() does not take int and string"),
    ("service.ports[5].published == 1", "the list has no item 5"),
    ("[1][-1] == 1", "the list has no item -1"), ("{'a': 1, 'a': 2}.size() == 1", "the key 'a' is repeated"),
    ("dyn(service.config.x)", "int is not bool"), ("dyn('a') < 1", "'<' does not take string and int"),
    ("'x'.matches(service.name + '(')", "'web(' is not a valid regular expression"),
    ("service.ports.filter(p, p.published == 80).size() == 1", "a port is not known"),
  ])
  func isAnError(_ text: String, _ said: String) throws {
    #expect(throws: EvaluationError(said)) { try Self.holds(text) }
  }

  @Test(arguments: [
    ("service.nam == 'web'", 8, "service has no field \"nam\"; did you mean \"name\"?"),
    ("servic.name == 'web'", 0, "\"servic\" is not a variable; did you mean \"service\"?"),
    ("service.name.startWith('w')", 13, "\"startWith\" is not a function; did you mean \"startsWith\"?"),
    ("service.ports.al(p, true)", 14, "\"al\" is not a function; did you mean \"all\"?"),
    ("service.name", 8, "this must be bool, not string"),
    ("1 == 1.0", 2, "'==' does not take int and double"),
    ("type(1) == 1", 8, "'==' does not take type and int"),
    ("service.name + 1 == 'a'", 13, "'+' does not take string and int"),
    ("1 +", 3, "a value must stand here, not the end"),
    ("(1", 2, "')' must stand here, not the end"), ("'abc", 0, "the string is not closed"),
    ("a = b", 2, "'=' is not an operator; write '=='"), ("for == 1", 0, "'for' is a reserved word"),
    ("1u == 1", 1, "unsigned numbers are not supported; leave out the u"),
    ("b'x' == b'x'", 0, "bytes are not supported; use a string"),
    ("'x'.matches('[')", 12, "this is not a valid regular expression"),
    ("service.matches('x')", 8, "the function service.matches(string) does not exist"),
    ("startsWith('a', 'b')", 0, "startsWith() stands behind a value, as in x.startsWith()"),
    ("true ? 1 : 'a'", 0, "the two results of ?: are int and string; they must have one type"),
    ("has(service)", 0, "has() takes a field, as in has(service.user)"),
    (
      "service.ports.all(p.x, true)", 14,
      "all() takes a variable and an expression, as in all(x, x.size() > 0)"
    ),
    (
      "services.all(s, s.ports.all(p, p.publishd > 1))", 33,
      "port has no field \"publishd\"; did you mean \"published\"?"
    ),
    (
      "1 in service.labels", 2,
      "'in' takes a value and a list or map of such values, not int and map(string, string)"
    ),
    ("service.memory.all(x, true)", 8, "all() goes over a list or map, not int"),
    (#"'\d' == ''"#, 1, "'\\d' is not an escape; write r'...' for a regular expression"),
    ("9223372036854775808 > 0", 0, "this is not a number of 64 bits"),
    ("1 2", 2, "an operator or the end must stand here, not '2'"),
  ])
  func isRefusedAtItsPlace(_ text: String, _ offset: Int, _ said: String) {
    let problems: [ExpressionProblem]
    do throws(Expression.Failure) {
      _ = try Expression(text, Self.variables)
      problems = []
    } catch { problems = error.problems }
    #expect(problems == [ExpressionProblem(message: said, offset: offset)])
  }

  @Test func allThatIsWrongIsSaidAtOnce() {
    let failure = #expect(throws: Expression.Failure.self) {
      try Expression("service.nam == 'a' && servce.name == 'b' && 1 + 'a' == 2", Self.variables)
    }
    #expect(failure?.problems.count == 3)
  }

  @Test func theCostIsBounded() throws {
    let deep = "services.all(a, services.all(b, services.all(c, a.name == b.name && b.name == c.name)))"
    #expect(try Self.holds(deep))
    let said = EvaluationError("the expression takes too many steps; make it simpler", isFinal: true)
    #expect(throws: said) { try Self.holds(deep, budget: 50) }
    // No operator makes up for it.
    #expect(throws: said) { try Self.holds("\(deep) || true", budget: 50) }
    var growing = "service.name"
    for _ in 0..<40 { growing = "[\(growing)].map(x, x + x)[0]" }
    #expect(throws: (any Error).self) { try Self.holds("\(growing) == ''") }
  }

  @Test func whatIsTooDeepOrTooLongIsRefused() {
    for text in [
      String(repeating: "(", count: 5_000) + "true" + String(repeating: ")", count: 5_000),
      String(repeating: "!", count: 20_000) + "true", "true" + String(repeating: " == true", count: 500),
      String(repeating: "[", count: 5_000), "1" + String(repeating: "+1", count: 2_000) + " == 1",
      "service" + String(repeating: ".name", count: 1_000),
    ] {
      #expect(throws: Expression.Failure.self, "\(text.prefix(20))") { try Expression(text, Self.variables) }
    }
    #expect(throws: Never.self) {
      try Expression("true" + String(repeating: " && true", count: 1_000), Self.variables)
    }
  }

  @Test func everyFieldOfTheModelHasAMeaning() {
    for type in AssertionModel.types {
      #expect(Set(type.fields.map(\.name)).count == type.fields.count)
      for field in type.fields { #expect(field.meaning.hasSuffix("."), "\(type.name).\(field.name)") }
    }
  }
}

/// Assertions as a policy has them.
struct AssertionPolicyTests {
  @Test func theyAreReadWithTheirScope() throws {
    let policy = try load([
      "p.yaml": """
      version: 1
      assertions:
        - name: small
          that: images.all(i, i.size < 1000)
          message: The images are too large.
        - {name: pinned, for: service, where: "!service.builds", that: has(service.digest), severity: high, message: No digest, fix: Add one.}
        - {name: gpl, for: package, that: "!pkg.license.contains('GPL')", message: No GPL here.}
      rules: {assert-small: off, assert-p*: low}
      exceptions: [{rule: assert-gpl, reason: r}]
      """
    ]).policy
    #expect(policy.assertions.map(\.rule) == ["assert-small", "assert-pinned", "assert-gpl"])
    #expect(policy.assertions.map(\.scope) == [.run, .service, .package])
    #expect(policy.assertions.allSatisfy { $0.expression != nil })
    #expect(policy.assertions.map { $0.condition != nil } == [false, true, false])
    #expect(policy.assertions.map(\.severity) == [.medium, .high, .medium])
    #expect(!policy.rules.isOn("assert-small"))
  }

  @Test func problemsStandAtTheirPlaceInExpressionsOfEveryForm() {
    let said = problems(
      """
      version: 1
      assertions:
        - name: one
          for: service
          that: service.nam == 'a' && servic.name == 'b'
          message: m
        - name: two
          for: service
          where: "service.builds == 1"
          that: |
            service.name == 'a' ||
              service.tagg == 'b'
          message: m
        - name: three
          that: >-
            images.size() > 0 &&
            service.name == 'a'
          message: m
        - {name: three, for: servce, that: "true"}
      """)
    #expect(
      said.map { $0.split(separator: " ").first.map(String.init) ?? "" } == [
        "p.yaml:5:19:", "p.yaml:5:33:", "p.yaml:9:28:", "p.yaml:12:17:", "p.yaml:17:7:", "p.yaml:19:5:",
        "p.yaml:19:12:", "p.yaml:19:24:",
      ], "\(said)")
    #expect(said[0].hasSuffix("service has no field \"nam\"; did you mean \"name\"?"))
    #expect(said[4].contains("\"service\" is not a variable; did you mean \"services\"?"))
    #expect(said[6].hasSuffix("the assertion \"three\" is repeated; give each a name of its own"))
    #expect(said[7].hasSuffix("not \"servce\"; did you mean \"service\"?"))
  }
}
