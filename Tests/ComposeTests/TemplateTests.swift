import Compose
import Testing

struct TemplateTests {
  private let variables = Variables(shell: ["SET": "value", "EMPTY": ""])

  private func fill(_ text: String) throws -> String {
    try Template(text).filled(with: variables).text
  }

  @Test(arguments: [
    ("$SET", "value"), ("${SET}", "value"), ("a${SET}b", "avalueb"), ("$SET-x", "value-x"),
    ("${UNSET:-d}", "d"), ("${EMPTY:-d}", "d"), ("${UNSET-d}", "d"), ("${EMPTY-d}", ""),
    ("${SET:-d}", "value"), ("${SET:+a}", "a"), ("${EMPTY:+a}", ""), ("${EMPTY+a}", "a"), ("${UNSET+a}", ""),
    ("${SET:?e}", "value"), ("${EMPTY?e}", ""), ("$$SET", "$SET"), ("$$$SET", "$value"), ("$", "$"),
    ("$1", "$1"), ("a$ b", "a$ b"), ("${UNSET:-${SET}}", "value"), ("${UNSET:-${ALSO:-x}}", "x"),
    ("${UNSET-a:-b}", "a:-b"), ("${UNSET:-a}b}", "ab}"), ("${UNSET:-/var/run:${SET}}", "/var/run:value"),
    ("${UNSET:-$$x}", "$x"), ("$UNSET", ""), ("${_a1:-k}", "k"),
  ])
  func everyFormGivesWhatComposeGives(template: String, result: String) throws {
    #expect(try fill(template) == result)
  }

  @Test(arguments: ["${", "${}", "${ x}", "${x!}", "${1}", "${x", "a ${x:", "${x:}", "${x:=d}"])
  func whatComposeCallsInvalidIsInvalid(template: String) {
    #expect(throws: Template.Invalid.self) { try Template(template) }
  }

  @Test func aDefaultThatIsNotNeededIsNotLookedAt() throws {
    let filled = try Template("${SET:-${UNSET:?never}}").filled(with: variables)
    #expect(filled.missing.isEmpty)
    #expect(filled.variables == [Variable(name: "SET", origin: .shell)])
  }

  @Test func aRequiredVariableThatIsMissingIsSaid() throws {
    let filled = try Template("${UNSET:?tell me}").filled(with: variables)
    #expect(filled.missing == ["UNSET: tell me"])
    #expect(try Template("${EMPTY:?e}").filled(with: variables).missing == ["EMPTY: e"])
  }

  @Test func valuesAreFilledInAndKeysAreNot() throws {
    let project = try load(
      """
      services:
        a:
          image: app:${TAG}
          environment:
            - ${NAME}=${VALUE}
          labels:
            ${NAME}: "${VALUE}"
      """, environment: ["TAG": "1", "NAME": "N", "VALUE": "V"])
    #expect(try project.text("a", "image") == "app:1")
    let section = try #require(project.service("a")).section
    #expect(section.entries("environment").map(\.name) == ["N"])
    #expect(section.entries("labels").map(\.name) == ["${NAME}"])
  }

  @Test func anUnsetVariableIsAThirdState() throws {
    let project = try load("services:\n  a:\n    image: app:${TAG}\n    user: ${WHO:?needed}\n")
    #expect(
      project.said(.unknown) == [
        "3:12 variable TAG is not set; Compose uses an empty string",
        "4:11 required variable WHO: needed is not set",
      ])
    #expect(project.said(.refused).isEmpty)
    #expect(project.service("a")?.image?.isUnknown == true)
  }

  @Test func anInvalidTemplateIsRefusedAtItsPlace() throws {
    let project = try load("services:\n  a:\n    image: a:${\n")
    #expect(project.said(.refused).first?.hasPrefix("3:12 invalid template") == true)
  }
}
