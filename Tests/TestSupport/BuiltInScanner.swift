import PatternScan
import Secrets

/// The built-in types, compiled once for all tests of a process: compiling takes longer than most tests.
package enum BuiltInScanner {
  private static let compiled = Result { () throws(PatternError) in try SecretScanner() }

  package static func get() throws(PatternError) -> SecretScanner { try compiled.get() }

  /// The same types under other options.
  package static func with(_ options: SecretScanner.Options) throws(PatternError) -> SecretScanner {
    SecretScanner(sharing: try get(), options: options)
  }
}
