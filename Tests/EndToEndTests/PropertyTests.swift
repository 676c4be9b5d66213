import Foundation
import TestSupport
import Testing

/// The same image gives the same bytes, however it is read and by however many cores.
struct PropertyTests {
  private func report(_ program: Program, _ arguments: [String], input: Program.Input = .nothing) throws
    -> String
  {
    let result = try program.run(arguments, input: input)
    #expect(result.status < 2, "\(result.errorText)")
    return result.text
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func `a file, a pipe and one core give the same report`(
    seed: UInt64
  ) throws {
    let imgcheck = try Program.imgcheck
    let folder = try ScratchDirectory()
    let archive = try RandomImage(seed: seed).dockerArchive()
    try folder.write(archive, to: "image.tar")
    let path = folder.path("image.tar")
    let file = try report(imgcheck, [path, "--format", "json"])
    #expect(try report(imgcheck, [path, "--format", "json"]) == file)
    let piped = try report(imgcheck, ["-", "--format", "json"], input: .pipe(archive))
    // Only the source's name differs.
    #expect(
      piped.replacing("\"source\" : \"-\"", with: "")
        == file.replacing("\"source\" : \"\(path)\"", with: ""))
    guard let taskset = Program(named: "taskset") else { return }
    #expect(try report(taskset, ["-c", "0", imgcheck.path, path, "--format", "json"]) == file)
  }
}
