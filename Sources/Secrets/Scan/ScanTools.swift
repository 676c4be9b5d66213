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
