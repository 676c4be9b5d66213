import Compose
import Findings
import Foundation
import Testing

/// Real projects, where `IMGCHECK_SHARED` names a folder that holds some under `compose/`.
struct SharedProjectsTests {
  private static let folder = ProcessInfo.processInfo.environment["IMGCHECK_SHARED"].map { $0 + "/compose" }

  private static let reader = FileReader { path in
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test(.enabled(if: folder != nil)) func everyProjectIsReadTheSameTwiceAndEveryPlaceIsInItsFile() throws {
    let folder = try #require(Self.folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
    }
    try #require(!names.isEmpty)
    var read = 0
    for name in names {
      let options = Options(files: [folder + "/" + name])
      do {
        let project = try Project.load(options, reader: Self.reader)
        #expect(try Project.load(options, reader: Self.reader).root == project.root)
        for service in project.services {
          let site = try #require(project.site(of: service.key))
          let source = try #require(project.sources[site.span.file])
          let text = String(
            decoding: source.bytes[site.span.start.offset..<site.span.end.offset], as: UTF8.self)
          #expect(text.contains(service.name), "\(name): \(service.key) stands at \(text)")
        }
        read += 1
      } catch let error as LoadError {
        guard case .notCompose = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(read > names.count * 9 / 10)
  }
}
