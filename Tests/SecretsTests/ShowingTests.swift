import Findings
import TestSupport
import Testing

@testable import Secrets

/// What is tested, shown or explained is worth less than what is used; names of things and published samples are nothing.
struct ShowingTests {
  private func matches(_ text: String, _ path: String) throws -> [SecretMatch] {
    var scan = try FileScan(BuiltInScanner.get())
    return try scan.scan(Array(ExampleText.expanded(text).utf8).span, path: path).matches
  }

  @Test(arguments: [
    "srv/app/tests/test_login.py", "srv/app/spec/login_spec.rb", "srv/app/src/LoginTest.php",
    "opt/tool/testdata/settings.ini", "opt/tool/test/mocks/server.js",
  ])
  func `a password among tests is low`(_ path: String) throws {
    let found = try matches("self.master_password = '{leet}'\n", path)
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.reasons == ["the file belongs to tests"])
  }

  @Test(arguments: ["srv/app/login.py", "srv/demo/run.py", "srv/examples/run.py", "srv/app/latest.php"])
  func `a password elsewhere keeps its severity`(_ path: String) throws {
    #expect(try matches("self.master_password = '{leet}'\n", path).map(\.severity) == [.medium])
  }

  @Test func `a token that a maker gave a form is as severe among tests`() throws {
    #expect(try matches("token = 'glpat-{20 b62}'\n", "srv/tests/test_api.py").map(\.severity) == [.critical])
  }

  @Test func `a key store among tests is low`() throws {
    var scan = try FileScan(BuiltInScanner.get())
    let store: [UInt8] = [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4, 5, 6]
    #expect(try scan.scan(store.span, path: "opt/tool/tests/server.jks").matches.map(\.severity) == [.low])
    #expect(try scan.scan(store.span, path: "opt/tool/server.jks").matches.map(\.severity) == [.medium])
  }

  @Test(arguments: [
    "def fetch(self):\n    \"\"\"Fetches a token.\n\n    >>> fetch()\n    {'oauth_token_secret': '{20 mixed}'}\n    \"\"\"\n",
    "# A library.\n\n\"\"\"Signs requests.\n\n    oauth_token_secret=\"{20 mixed}\"\n\"\"\"\nimport os\n",
    "class A:\n    r'''\n    A client.\n\n        client_secret = '{20 mixed}'\n    '''\n",
  ])
  func `a docstring's value is low`(_ text: String) throws {
    let found = try matches(text, "srv/app/client.py")
    #expect(found.map(\.severity) == [.low])
    #expect(found.first?.reasons.contains("it stands in a program's documentation") == true)
  }

  @Test(arguments: [
    "SETTINGS = \"\"\"\n[db]\npassword = \"{20 mixed}\"\n\"\"\"\n",
    "def a():\n    \"\"\"Does it.\"\"\"\n    password = '{20 mixed}'\n",
    "def a():\n    \"\"\"\n    Does it.\n    \"\"\"\n    password = '{20 mixed}'\n",
  ])
  func `a text that a program uses is no docstring`(_ text: String) throws {
    #expect(try matches(text, "srv/app/client.py").map(\.severity) == [.medium])
  }

  @Test func `an example in a comment is low, and a setting that is commented out is not`() throws {
    let example =
      "# An example of a URL that has all parts:\n#\n#     http://jschmoe:{leet}@www.bogus.net:8000/foo\n"
    #expect(try matches(example, "usr/share/tool/http.tm").map(\.severity) == [.low])
    let badge = "[![CI](https://circleci.com/gh/acme/tool.svg?style=svg&circle-token={40 hex})]\n"
    #expect(try matches(badge, "srv/app/list.tsv").isEmpty)
    let setting = "# the old one\n# DATABASE_URL=postgres://app:{16 b62}@db.acme.io/app\n"
    #expect(try matches(setting, "srv/app/run.conf").map(\.severity) == [.high])
  }

  @Test func `the options of a command that is described are low`() throws {
    let text = "examples: |\n  $ {command} db1 --location=us \\\n   --admin-password={leet}\n"
    #expect(try matches(text, "opt/tool/create.yaml").map(\.severity) == [.low])
  }

  @Test(arguments: [
    "cvspass=org.acme.tools.taskdefs.CVSPass\n", "password=DOCKER_PASSWORD\n", "password=*netrw-chgup*\n",
    "token=HEADER.SIMULATED_JWT_PAYLOAD.SIGNATURE\n", "client_secret=2YotnFZFEjr1" + "zCsicMWpAA\n",
    "keystore.password=OBF:1vny1zlo1x8e" + "1vnw1vn61x8g1zlu1vn4\n",
  ])
  func `names of things and published samples are no secrets`(_ text: String) throws {
    #expect(try matches(text, "srv/app/run.properties").isEmpty)
  }

  @Test(arguments: ["Cv.Spass.Tro8", "*Tr0ub4dor*", "Zwei.Worte.UND3"])
  func `a password that is nearly a name is still one`(_ value: String) throws {
    #expect(try !matches("db.password=\(value)\n", "srv/app/run.properties").isEmpty)
  }
}
