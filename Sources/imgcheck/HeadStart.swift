import Foundation
import Rules
import Secrets

/// What every check needs whatever its input, made on another core while this one reads the command line: the list of rules, and the
/// compiled patterns beside the program.
enum HeadStart {
  /// Only the main thread begins and ends it.
  private nonisolated(unsafe) static var thread: pthread_t?

  /// Begins, unless the command line asks for something else than a check. Where the system has no thread to give, the check
  /// makes it all by itself.
  static func begin(_ words: [String]) {
    guard isCheck(words) else { return }
    #if os(Linux)
      var made = pthread_t()
    #else
      var made: pthread_t?
    #endif
    let code = unsafe pthread_create(
      &made, nil,
      { _ in
        _ = Rule.all
        _ = SecretScanner.shipped
        return nil
      }, nil)
    if code == 0 { unsafe thread = made }
  }

  /// Whether the words begin no other command's line, as far as that can be told without the commands themselves.
  private static func isCheck(_ words: [String]) -> Bool {
    guard let first = words.first, !["--help", "-h"].contains(first) else { return false }
    return first == "check" || first.contains { "./:-".contains($0) }
  }

  /// Waits until nothing of it runs any more: before the process confines itself, which holds for threads that follow, and before it
  /// ends, when libraries clear up.
  static func end() {
    if let made = unsafe thread { pthread_join(made, nil) }
    unsafe thread = nil
  }
}
