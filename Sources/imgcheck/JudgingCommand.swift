import ArgumentParser

/// A command with a verdict, which must know where its options came from.
protocol JudgingCommand: ParsableCommand {
  /// - Parameter origin: the configuration file; nil where there is none.
  func run(by origin: ConfigOrigin?) throws
}

extension JudgingCommand {
  func run() throws { try run(by: nil) }
}
