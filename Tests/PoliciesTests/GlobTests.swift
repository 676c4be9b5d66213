import TestSupport
import Testing

@testable import Policies

@Suite struct GlobTests {
  @Test(arguments: [
    ("a*c", "abbc"), ("*", "anything"), ("?x", "ax"), ("{a,b}c", "bc"), ("**/x", "x"), ("**/x", "a/b/x"),
    ("a/**", "a/b/c"), ("a/**/c", "a/c"), ("a/**/c", "a/b/d/c"),
    ("/usr/**/e/*.control", "/usr/share/e/v.control"),
    ("*.{js,ts}", "x.ts"), ("a**b", "a/x/b"), ("layer-*", "layer-compiler"), ("", ""),
  ])
  func matches(_ pattern: String, _ name: String) {
    #expect(Glob(pattern).matches(name))
  }

  @Test(arguments: [
    ("a*c", "a/c"), ("*", "a/b"), ("?", "/"), ("{a,b}c", "cc"), ("**/x", "ax"), ("a/*", "a/b/c"), ("a", "ab"),
    ("a/**/c", "ac"), ("a.c", "abc"), ("", "a"),
  ])
  func leavesAlone(_ pattern: String, _ name: String) {
    #expect(!Glob(pattern).matches(name))
  }

  @Test func aPathMatchesWithAndWithoutItsFirstSlash() {
    #expect(Glob("/srv/**").matches(path: Array("srv/app/.env".utf8)))
    #expect(Glob("srv/**").matches(path: Array("/srv/app/.env".utf8)))
  }

  @Test(arguments: ["{a", "a}", "{a,{b,c}}", String(repeating: "{a,b,c,d}", count: 6)])
  func isNotValid(_ pattern: String) {
    #expect(!Glob.isValid(pattern))
  }

  @Test func manyStarsEnd() {
    let text = String(repeating: "a", count: 3000) + "b"
    let taken = threadSeconds {
      for stars in ["*a", "**a"] { #expect(!Glob(String(repeating: stars, count: 30)).matches(text)) }
    }
    #expect(taken < 30)
  }
}
