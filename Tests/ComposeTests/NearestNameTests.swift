import Testing

@testable import Compose

@Suite struct NearestNameTests {
  private let severities = ["critical", "high", "low", "medium", "none", "note"]
  private let policies = ["baseline", "cis-docker", "development", "hipaa", "production", "staging"]

  @Test(arguments: [
    ("hihg", "high"), ("hgih", "high"), ("hig", "high"), ("highh", "high"), ("loww", "low"),
    ("mediun", "medium"),
    ("meduim", "medium"), ("citrical", "critical"), ("critcial", "critical"),
  ])
  func `a letter too many, too few, another, or two that changed places are slips`(word: String, near: String)
  {
    #expect(NearestName.of(word, among: severities) == near)
    #expect(NearestName.slip(word, among: severities) == near)
  }

  @Test(arguments: [("prod", "production"), ("dev", "development"), ("stag", "staging"), ("hip", "hipaa")])
  func `the beginning of one name stands for it`(word: String, near: String) {
    #expect(NearestName.of(word, among: policies) == near)
    #expect(word.count > 4 || NearestName.slip(word, among: policies) == nil)
  }

  @Test(arguments: ["", "p", "pr", "duction", "producing", "x", "wholly", "prod-eu", "uction", "docker"])
  func `far words and short beginnings are answered with nothing`(word: String) {
    #expect(NearestName.of(word, among: policies) == nil)
  }

  @Test func `a beginning of several names decides for none, and a slip goes before a beginning`() {
    #expect(NearestName.of("con", among: ["config", "convert"]) == nil)
    #expect(NearestName.of("conf", among: ["config", "convert"]) == "config")
    #expect(NearestName.of("port", among: ["ports", "portable"]) == "ports")
    #expect(NearestName.of("env", among: ["env_file", "environment"]) == nil)
    #expect(NearestName.of("ihgh", among: severities) == "high")
    #expect(NearestName.of("gihh", among: severities) == nil, "two slips are too many for four letters")
    let long = String(repeating: "a", count: 41)
    #expect(NearestName.of(long, among: [long + "b"]) == long + "b")
    #expect(NearestName.slip(long, among: [long + "b"]) == nil, "no slip is looked for in what is no name")
  }
}
