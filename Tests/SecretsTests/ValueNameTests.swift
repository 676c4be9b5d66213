import Testing

@testable import Secrets

/// Messages name what a value is set in: a name, and never what may be a value itself.
@Suite struct ValueNameTests {
  private func name(_ line: String) -> String? {
    let bytes = Array(line.utf8)
    return ValueName.before(bytes.count, in: bytes.span)
  }

  @Test(arguments: [
    ("DB_PASSWORD=", "DB_PASSWORD"), ("export API_KEY=\"", "API_KEY"),
    ("\"clientSecret\": \"", "clientSecret"),
    ("  password: ", "password"), ("requirepass ", "requirepass"), ("docker login --password ", "--password"),
    ("define('DB_PASSWORD', '", "DB_PASSWORD"), ("<password>", "password"), ("first=1\ntoken = '", "token"),
    ("DATABASE_URL=postgres://app:", "DATABASE_URL"), ("url: postgres://app:", "url"),
    ("Authorization: Bearer ", "Authorization"), ("//registry.acme.io/:_authToken=", "_authToken"),
    ("const stripe = \"", "stripe"), ("Server=db;User Id=sa;Password=", "Password"),
  ]) func aNameIsSeen(_ line: String, _ expected: String) {
    #expect(name(line) == expected)
  }

  @Test(arguments: [
    "", "root:", "https://bob:", "mysql -u root -p", "see ", "db:5432:app:bob:", "value=\"", "<b>", "x=",
    "4f2a9c81d0b7=", "vKqTrzWbXnPdLmSg=", "DB_PASSWORD=\n",
  ]) func whatIsNoNameIsLeftOut(_ line: String) {
    #expect(name(line) == nil)
  }

  @Test func aNameThatIsCutOffIsLeftOut() {
    #expect(name(String(repeating: "a", count: 200) + "=") == nil)
    #expect(name(String(repeating: "a ", count: 200) + "token=") == "token")
  }

  @Test func theTellingWordOfAPairIsItsName() {
    #expect(ValueName.telling(in: Array("- name: DB_PASSWORD\n  value: \"".utf8)) == "DB_PASSWORD")
    #expect(ValueName.telling(in: Array("sqlplus app/".utf8)) == nil)
  }

  @Test(arguments: [
    ("DB_PASSWORD", "password"), ("signingKey", "key"), ("api_key", "key"), ("authToken", "token"),
    ("client_secret", "secret"), ("url", "secret"),
  ]) func aNamePromisesAThing(_ name: String, _ noun: String) { #expect(ValueName.noun(of: name) == noun) }

  @Test(arguments: [
    ("OpenAI API key", "an OpenAI API key"), ("GitHub token", "a GitHub token"),
    ("npm access token", "an npm access token"),
    ("user and password", "a user and password"), ("HTTP Basic credential", "an HTTP Basic credential"),
    ("one-time password seed", "a one-time password seed"),
  ]) func theArticleFitsTheSound(_ noun: String, _ expected: String) {
    #expect(Article.before(noun) == expected)
  }
}
