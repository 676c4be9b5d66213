import Foundation
import Sandbox

/// Confines itself and then tries what must fail: `sandbox-probe MODE READABLE WRITABLE ACTION...`, where READABLE is a path
/// or `*` for all. Prints a line for each action: `connect refused`, `write:/a/b done`.
let arguments = CommandLine.arguments
guard arguments.count >= 4, let mode = Sandbox.Mode(rawValue: arguments[1]) else {
  print("usage: sandbox-probe MODE READABLE WRITABLE ACTION...")
  exit(2)
}

var sandbox = Sandbox(readable: arguments[2] == "*" ? nil : [arguments[2]], writable: [arguments[3]])
sandbox.connects = ProcessInfo.processInfo.environment["PROBE_CONNECTS"] != nil
do {
  let layers = try sandbox.enter(mode)
  print("layers \(layers.map(\.description).joined(separator: ", "))")
} catch {
  print("failed \(error)")
  exit(3)
}

/// Whether an action goes through.
@Sendable func attempt(_ action: String) -> Bool {
  let parts = action.split(separator: ":", maxSplits: 1).map(String.init)
  switch parts[0] {
  case "exec":
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    return (try? process.run()) != nil
  case "connect":
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard number >= 0 else { return false }
    close(number)
    return true
  case "read": return FileManager.default.contents(atPath: parts[1]) != nil
  case "list": return (try? FileManager.default.contentsOfDirectory(atPath: parts[1])) != nil
  case "write": return (try? Data("x".utf8).write(to: URL(fileURLWithPath: parts[1]))) != nil
  case "thread":
    // Another thread, which the pool makes now, is confined alike.
    nonisolated(unsafe) var isDone = false
    let wanted = parts[1]
    let thread = Thread { unsafe isDone = attempt(wanted) }
    thread.start()
    while !thread.isFinished { usleep(1000) }
    return unsafe isDone
  default: return false
  }
}

for action in arguments.dropFirst(4) { print("\(action) \(attempt(action) ? "done" : "refused")") }
