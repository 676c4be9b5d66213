import ArchiveIO
import Findings
import Foundation
import Images
import Policies
import Reports
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

/// Secrets through the whole loader: where they are, what became of them, and that no report shows them.
struct SecretsInImagesTests {
  private static let scanner = Result { try BuiltInScanner.get() }
  private let token = ExampleText.expanded("ghp_{crc62 30}")
  private let other = ExampleText.expanded("glpat-{20 b62}")

  private func findings(_ listing: String) throws -> [Finding] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    let image = try #require(try loader.load(archive, source: "app").images.first)
    try #require(image.isComplete, "\(image.incomplete)")
    return RuleRunner(rules: Rule.all.filter(\.isSecret), policy: .standard).findings(image)
  }

  @Test func aDeletedFileStillShipsItsSecret() throws {
    let finding = try #require(
      try findings(
        """
        layer: COPY app /srv
          -rw-r--r-- 0:0 /srv/run.conf
            | first line
            | token = \(token)
        layer: RUN rm /srv/run.conf
          delete /srv/run.conf
        """
      ).first)
    #expect(finding.rule == "secret-github-personal-token")
    #expect(finding.confidence == .certain)
    #expect(finding.state == .deleted)
    #expect(finding.location.layer == 0)
    #expect(finding.location.line == 2)
    #expect(finding.location.instruction == "COPY app /srv")
    #expect(finding.message.contains("Layer 1 deletes the file"))
  }

  @Test func oneSecretInManyPlacesIsOneFinding() throws {
    let found = try findings(
      """
      layer: COPY a /srv
        -rw-r--r-- 0:0 /srv/a.conf
          | \(token)
      layer: COPY b /srv
        -rw-r--r-- 0:0 /srv/b.conf
          | \(token)
      layer: COPY a /srv
        -rw-r--r-- 0:0 /srv/a.conf
          | nothing
      """)
    #expect(found.count == 1)
    #expect(found.first?.location.path == "/srv/b.conf")
    #expect(found.first?.state == .visible)
    #expect(found.first?.related.map(\.location.path) == ["/srv/a.conf"])
  }

  @Test func `a secret in the name of a label is found, and no name shows it`() throws {
    let found = try findings(
      """
      Labels: \(token)=1
      Labels: io.acme/\(other)=
      layer: COPY a /srv
        -rw-r--r-- 0:0 /srv/a
      """)
    #expect(Set(found.map(\.rule)) == ["secret-github-personal-token", "secret-gitlab-personal-token"])
    #expect(found.map(\.location.key) == ["Labels", "Labels"])
    let text = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
    #expect(!text.contains(token.suffix(20)) && !text.contains(other.suffix(15)))

    let archive = try ImageListing("Labels: \(token)=1\nlayer: COPY a /srv\n  -rw-r--r-- 0:0 /srv/a").builder
      .archive()
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    let image = try #require(try loader.load(ByteView(copying: archive), source: "app").images.first)
    #expect(image.config.execution.labels == [ConfigSecrets.mark: "1"])
  }

  @Test func configAndHistoryAreSearchedAndMasked() throws {
    let found = try findings(
      """
      Env: GITLAB=\(other)
      Labels: build.token=\(token)
      history: ENV GITLAB=\(other)
      layer: |1 TOKEN=\(token) RUN make
        -rw-r--r-- 0:0 /srv/a
      """)
    #expect(Set(found.map(\.rule)) == ["secret-github-personal-token", "secret-gitlab-personal-token"])
    #expect(found.compactMap(\.location.key).contains("Env[0]"))
    let text = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
    #expect(!text.contains(token) && !text.contains(other))
  }

  @Test func noReportHoldsASecret() throws {
    let found = try findings(
      """
      Env: API_TOKEN=\(token)
      layer: RUN curl -H 'Authorization: Bearer \(other)' https://acme.io
        -rw-r--r-- 0:0 /root/.npmrc
          | //registry.npmjs.org/:_password=Tr0ub4dor
        -rw-r--r-- 0:0 /srv/notes.txt
          | \(other)
      """)
    #expect(found.count >= 3)
    for finding in found {
      let text = String(decoding: try JSONEncoder().encode(finding), as: UTF8.self)
      for secret in [token, other, "Tr0ub4dor"] { #expect(!text.contains(secret), "\(finding.rule)") }
    }
  }

  @Test func configIsMaskedAlsoWhereNoSecretsAreWanted() throws {
    let archive = ByteView(
      copying: try ImageListing(
        """
        Env: MODE=\(token)
        history: RUN fetch \(other)
        layer: COPY a /
          -rw-r--r-- 0:0 /srv/a
        """
      ).builder.archive())
    var loader = ImageLoader()
    loader.masking = try Self.scanner.get()
    let image = try #require(try loader.load(archive, source: "app").images.first)
    #expect(image.config.execution.environment == ["MODE=«secret»"])
    #expect(image.history.steps.map(\.text).first == "RUN fetch «secret»")
    #expect(image.secrets.byType.isEmpty)
  }

  @Test func aPackagesOwnFileIsJudgedDown() throws {
    let listing = """
      layer: RUN install
        -rw-r--r-- 0:0 /usr/lib/tool/self-test.conf
          | \(token)
        -rw-r--r-- 0:0 /var/lib/dpkg/info/tool.list
          | /usr/lib/tool/self-test.conf
        -rw-r--r-- 0:0 /var/lib/dpkg/status
          | Package: tool
          | Status: install ok installed
          | Architecture: all
          | Version: 1
          |
      """
    let finding = try #require(try findings(listing).first)
    #expect(finding.severity == .low)
    #expect(finding.message.contains("the package tool"))
  }

  @Test func aFileOnlyInPartsOfAStreamIsSearchedToo() throws {
    let archive = try ImageListing(
      "layer: COPY a /srv\n  -rw-r--r-- 0:0 /srv/a.conf\n    | \(token)"
    ).builder.archive()
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("secrets-\(UUID()).tar.gz")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-c"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(archive))
    try input.fileHandleForWriting.close()
    try output.fileHandleForReading.readToEnd()?.write(to: file)
    process.waitUntilExit()
    var check = Check()
    check.images = [file.path]
    let report = check.run()
    #expect(report.findings.map(\.rule).contains("secret-github-personal-token"))
  }
}
