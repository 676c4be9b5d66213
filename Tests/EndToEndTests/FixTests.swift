import Foundation
import TestSupport
import Testing

/// `imgcheck fix` as people run it.
struct FixTests {
  private static let text = """
    services:
      web:
        image: shop:latest
        ports:
          - target: 80
            published: 8443
        logging: {driver: json-file}

    """

  private func project(_ text: String = text) throws -> (folder: ScratchDirectory, file: String) {
    let folder = try ScratchDirectory()
    return (folder, try folder.write(Array(text.utf8), to: "compose.yaml"))
  }

  private func content(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
  }

  @Test func onlySafeRepairsAreWrittenAndTheOthersAreCounted() throws {
    let (folder, file) = try project()
    let shown = try imgcheck("fix", file, directory: folder.url.path)
    #expect(shown.status == 1 && shown.text.contains("+"), "there is something to repair")
    #expect(shown.errorText.contains("1 finding can be repaired in 1 file\n"))
    #expect(shown.errorText.contains("can be repaired with --unsafe-fixes"))
    #expect(try content(file) == Self.text)
    let written = try imgcheck("fix", file, "--write", directory: folder.url.path)
    #expect(
      written.status == 0 && written.text == shown.text
        && written.errorText.contains("1 finding repaired in 1 file\n"))
    #expect(try content(file).contains("max-size") && !content(file).contains("cap_drop"))
    let again = try imgcheck("fix", file, "--write", directory: folder.url.path)
    #expect(again.status == 0 && again.text.isEmpty && again.errorText.contains("nothing was repaired\n"))
  }

  @Test func theModeAndTheLinkStay() throws {
    let (folder, file) = try project()
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try manager.createSymbolicLink(atPath: folder.path("link.yaml"), withDestinationPath: "compose.yaml")
    let result = try imgcheck("fix", "link.yaml", "--unsafe-fixes", "--write", directory: folder.url.path)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try manager.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: folder.path("link.yaml")) == "compose.yaml")
    #expect(try content(file).contains("        host_ip: 127.0.0.1\n"))
    let left = try manager.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(left == ["compose.yaml", "link.yaml"])
  }

  @Test func filesOutsideTheProjectAreNotWritten() throws {
    let folder = try ScratchDirectory()
    try folder.write(Array(Self.text.utf8), to: "outside.yaml")
    try folder.write(Array("include: [../outside.yaml]\nservices: {}\n".utf8), to: "inner/compose.yaml")
    let result = try imgcheck(
      "fix", "inner/compose.yaml", "--unsafe-fixes", "--write", directory: folder.url.path)
    #expect(result.errorText.contains("outside the project's directory"))
    #expect(result.errorText.contains("nothing was repaired"))
    #expect(try content(folder.path("outside.yaml")) == Self.text)
  }

  @Test func anImageThatCannotBeReadEndsItBeforeAnythingIsWritten() throws {
    let (folder, file) = try project()
    let result = try imgcheck("fix", file, "absent.tar", "--write", directory: folder.url.path)
    #expect(result.status == 3)
    #expect(
      result.errorText.contains("not checked: absent.tar")
        && result.errorText.contains("nothing was repaired"))
    #expect(try content(file) == Self.text)
  }

  @Test func anImageSaysWhatItsProgramNeeds() throws {
    let (folder, file) = try project()
    let result = try imgcheck(
      "fix", file, archive("docker-26.tar"), "--map", "web=" + archive("docker-26.tar"), "--unsafe-fixes",
      directory: folder.url.path)
    #expect(result.status == 1, "\(result.errorText)")
    #expect(result.text.contains("+    cap_drop:"))
  }

  @Test func reportsCarrySafeRepairsOnly() throws {
    let (folder, file) = try project()
    let findings = try report(file).object.objects("findings")
    #expect(file.hasPrefix(folder.url.path))
    let edited = findings.filter { $0["edits"] != nil }.compactMap { $0["rule"] as? String }
    #expect(edited == ["compose-unlimited-log"])
    #expect(findings.contains { $0["rule"] as? String == "compose-open-port" })
  }
}
