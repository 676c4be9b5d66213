import Compose
import Foundation
import Gate
import TestSupport
import Testing

/// Repairs of texts in many styles, and of real projects where `IMGCHECK_SHARED` names a folder with some.
struct RepairPropertyTests {
  @Test(arguments: [false, true]) func repairsOfGeneratedTextsKeepEverythingElse(isUnsafe: Bool) throws {
    var repaired = 0
    var read = 0
    for seed in 0..<UInt64(100) {
      var generator = ComposeTextGenerator(seed: seed)
      let files = generator.files()
      let invariants = RepairInvariants(
        options: Options(files: ["compose.yaml"]), read: { files[$0] }, isUnsafe: isUnsafe)
      let text = String(decoding: files["compose.yaml"] ?? [], as: UTF8.self)
      do {
        repaired += try invariants.check("seed \(seed)", text: text).repaired
        read += 1
      } catch let error as LoadError {
        Issue.record("seed \(seed): \(error)\n\(text)")
      }
    }
    #expect(read == 100)
    #expect(repaired > (isUnsafe ? 600 : 5), "\(repaired)")
  }

  @Test(.enabled(if: TestData.shared != nil), arguments: [false, true])
  func repairsOfRealProjectsKeepEverythingElse(isUnsafe: Bool) throws {
    let folder = try #require(TestData.shared).appending(path: "compose")
    let files = try TestData.files(below: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    try #require(!files.isEmpty)
    var read = 0
    for file in files {
      let invariants = RepairInvariants(
        options: Options(files: [file]),
        read: FileReader.disk.read, isUnsafe: isUnsafe)
      do {
        try invariants.check(file)
        read += 1
      } catch let error as LoadError {
        guard case .notCompose = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(read > files.count * 8 / 10, "\(read) of \(files.count)")
  }
}
