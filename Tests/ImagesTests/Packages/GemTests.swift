import Testing

@testable import Images

@Suite struct GemTests {
  private func gem(_ text: String, _ file: String) -> Package? {
    GemSpecification.parse(bytes(text), path: bytes("usr/lib/gems/specifications/" + file)[...])
  }

  @Test func `the specification that RubyGems wrote gives name, version and licences`() throws {
    let package = GemSpecification.parse(
      try fixture("gem/demo-2-go-1.4.0.pre.gemspec"), path: bytes("specifications/other-9.gemspec")[...])
    #expect(
      package
        == Package(ecosystem: .gem, name: "demo-2-go", version: "1.4.0.pre", license: "MIT OR Ruby"))
  }

  @Test func `a platform is the architecture`() {
    let package = gem("# -*- encoding: utf-8 -*-\n# stub: ffi 1.16.3 x86_64-linux lib\n", "ffi.gemspec")
    #expect(package?.architecture == "x86_64-linux")
    #expect(package?.version == "1.16.3")
  }

  @Test(arguments: [
    ("rake-13.0.6.gemspec", "rake", "13.0.6", nil), ("a-2-b-1.0.gemspec", "a-2-b", "1.0", nil),
    ("nokogiri-1.15.4-x86_64-linux.gemspec", "nokogiri", "1.15.4", "x86_64-linux"),
    ("json-2.gemspec", "json", "2", nil),
  ])
  func `a file's name tells where the text does not`(
    file: String, name: String, version: String, platform: String?
  ) {
    let package = gem("Gem::Specification.new\n", file)
    #expect(package?.name == name)
    #expect(package?.version == version)
    #expect(package?.architecture == platform)
  }

  @Test(arguments: ["nothing.gemspec", "1.0.gemspec", "-.gemspec", ".gemspec"])
  func `a name without a version is no gem`(file: String) {
    #expect(gem("", file) == nil)
  }
}
