import ArchiveIO
import Findings
import Images
import Policies
import TestSupport
import Testing

@testable import Rules

/// What rules say of what a policy asks, beyond their examples.
@Suite struct RequirementMatchTests {
  private func image(_ text: String) throws -> (image: ImageFacts, policy: Policy) {
    let listing = try ImageListing(text)
    var loader = ImageLoader()
    loader.contents = listing.policy.requiredContents
    let images = try loader.load(ByteView(copying: try listing.builder.archive()), source: "app").images
    return (try #require(images.first), listing.policy)
  }

  @Test func aForbiddenDirectoryIsForbiddenWithAllThatIsInItAndItsBytes() throws {
    let (image, policy) = try image(
      """
      policy: image: {files: [{path: /opt/test, exists: false, reason: not in production, severity: critical}]}
      layer: COPY test /opt/test
        drwxr-xr-x 0:0 /opt/test
        -rw-r--r-- 0:0 /opt/test/a 1000
        -rw-r--r-- 0:0 /opt/test/b/c 500
        -rw-r--r-- 0:0 /opt/testing 7
      layer: RUN rm -r /opt/test
        delete /opt/test
      """)
    let match = try #require(FileRequirements(image, policy).forbidden.first)
    #expect(FileRequirements(image, policy).forbidden.count == 1)
    #expect(match.bytes == 1500)
    #expect(match.state == .deleted)
    #expect(match.severity == .critical)
    #expect(match.message.hasSuffix("Reason: not in production."))
    #expect(match.related.map(\.place).contains(.source(file: "policy.yaml", line: 2, column: 24)))
    #expect(match.related.first?.place == .file(layer: 1, path: ArchivePath("opt/.wh.test")))
  }

  @Test(arguments: ["/opt/test/", "/opt//test", "opt/test", "./opt/te*/"])
  func aForbiddenDirectoryIsFoundHoweverItIsWritten(_ path: String) throws {
    let (image, policy) = try image(
      """
      policy: image: {files: [{path: "\(path)", exists: false}]}
      layer: COPY test /opt/test
        drwxr-xr-x 0:0 /opt/test
        -rw-r--r-- 0:0 /opt/test/a 1000
      """)
    #expect(FileRequirements(image, policy).forbidden.map(\.bytes) == [1000])
  }

  @Test func contentIsKnownFromPackedAndMappedLayersAlikeAndNeverTwice() throws {
    let (image, policy) = try image(
      """
      policy: image: {files: [{path: /app/a.conf, contains: "^x"}]}
      layer: COPY . /app
        -rw-r--r-- 0:0 /app/a.conf
          | xyz
        -rw-r--r-- 0:0 /app/b.conf
          | other
      """)
    let wanted = try #require(image.file(at: "/app/a.conf"))
    let other = try #require(image.file(at: "/app/b.conf"))
    #expect(image.content(wanted.id) == .bytes(Array("xyz\n".utf8)))
    #expect(image.content(other.id) == .notWanted)
    #expect(FileRequirements(image, policy).wrong.isEmpty)
    #expect(FileRequirements(image, policy).unknown.isEmpty)
  }

  @Test func aFileThatIsTooLargeToBeKeptIsNotChecked() throws {
    let (image, policy) = try image(
      """
      policy: image: {files: [{path: /app/big, lacks: y}]}
      layer: COPY . /app
        -rw-r--r-- 0:0 /app/big 1048577
      """)
    #expect(FileRequirements(image, policy).wrong.isEmpty)
    #expect(FileRequirements(image, policy).unknown.map(\.what) == ["/app/big"])
    #expect(UncheckedRequirements.of(image, policy) { _ in true }.count == 1)
    #expect(UncheckedRequirements.of(image, policy) { _ in false }.isEmpty)
  }

  @Test func aLinkToAFileOfAnotherNameIsNotChecked() throws {
    let (image, policy) = try image(
      """
      policy: image: {files: [{path: /etc/zone, contains: y}]}
      layer: COPY . /
        -rw-r--r-- 0:0 /usr/share/utc 10
        lrwxrwxrwx 0:0 /etc/zone -> /usr/share/utc
      """)
    #expect(FileRequirements(image, policy).unknown.map(\.what) == ["/etc/zone"])
    #expect(FileRequirements(image, policy).unknown.first?.why.contains("/usr/share/utc") == true)
  }

  @Test func noContentIsKeptWherePoliciesAskForNone() throws {
    #expect(Policy.standard.requiredContents == nil)
    let (image, _) = try image("layer: COPY . /\n  -rw-r--r-- 0:0 /a 10")
    #expect(image.layers[0].scan.contents.isEmpty)
  }

  @Test func valuesOfVariablesAreNotShown() throws {
    let (image, policy) = try image(
      """
      policy: image: {required-environment: {MODE: production}}
      Env: MODE=hidden-value
      """)
    let matches = TraitRequirements(.variable, image, policy).missing
    #expect(matches.count == 1)
    #expect(!matches[0].message.contains("hidden-value"))
  }

  @Test func aBaseThatIsNotKnownIsSaidSoftlyWhereBasesAreOnlyForbidden() throws {
    let (image, policy) = try image("policy: image: {forbidden-base-images: [alpine]}\nimage: app:1")
    #expect(TraitRequirements(.base, image, policy).forbidden.map(\.severity) == [.low])
  }

  @Test func manyWrongFilesAreOneMatch() throws {
    let files = (0..<20).map { "  -rwxrwxrwx 0:0 /app/\($0).sh 10" }.joined(separator: "\n")
    let (image, policy) = try image(
      "policy: image: {files: [{path: /app/*.sh, max-mode: \"0755\"}]}\nlayer: COPY . /app\n" + files)
    let matches = FileRequirements(image, policy).wrong
    #expect(matches.count == 1)
    #expect(matches[0].message.hasPrefix("20 files"))
  }
}
