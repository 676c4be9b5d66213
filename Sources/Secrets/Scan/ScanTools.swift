import PatternScan

/// The working memory that one task's scans share.
struct ScanTools: ~Copyable {
  let scanner: SecretScanner
  var scratch: PatternScratch
  var confirming: ConfirmingScratch
  var hits: [PatternHit] = []

  init(_ scanner: SecretScanner) throws(PatternError) {
    let scratch = try PatternScratch(for: scanner.database)
    let confirming = try ConfirmingScratch()
    self.scanner = scanner
    self.scratch = scratch
    self.confirming = confirming
  }
}

/// The working memory of one task, for those of its scans that cannot be handed it with each call.
final class SharedTools {
  var tools: ScanTools

  init(_ scanner: SecretScanner) throws(PatternError) { tools = try ScanTools(scanner) }

  var limits: SecretLimits { tools.scanner.options.limits }
}
