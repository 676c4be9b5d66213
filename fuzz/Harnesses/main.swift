import Foundation

/// libFuzzer's own loop, which calls back with each input that it makes.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ try: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

// `list` names the harnesses, `seeds NAME FOLDER` writes what one starts from. All else is for libFuzzer, with the
// harness in the environment, so that the processes that libFuzzer starts find it too.
private let words = CommandLine.arguments.dropFirst()
switch words.first {
case "list":
  for harness in Harness.all { print(harness.name) }
case "seeds" where words.count == 3:
  try Harness.named(words[2]).writeSeeds(to: words[3])
default:
  try Harness.chosen.get().prepare()
  var count = CommandLine.argc
  var arguments = unsafe CommandLine.unsafeArgv
  exit(
    unsafe runFuzzer(&count, &arguments) { start, count in
      if case .success(let harness) = Harness.chosen {
        harness.run(unsafe [UInt8](UnsafeBufferPointer(start: start, count: count)))
      }
      return 0
    })
}
