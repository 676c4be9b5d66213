import Secrets

/// What a pass over layers is asked beside what it always learns.
struct ScanOptions: Sendable {
  /// What looks for secrets in every file; nil where none are wanted.
  var secrets: SecretScanner?
  /// Whose contents are kept; nil for none.
  var contents: WantedContents?
  /// What is read to learn the facts of an image.
  var facts = FactLimits()
  /// What layers yielded in earlier runs; nil where nothing is kept.
  var cache: LayerCache?
  /// Finds secrets in what is to be kept, where none are looked for in files.
  var masking: SecretScanner?

  static let none = ScanOptions()

  /// What searches the layers of one archive while they are unpacked; nil where no secrets are wanted.
  func searchPool() -> SearchPool? { secrets.map { SearchPool($0) } }

  /// A visitor for one layer that is unpacked; `pool` is of `searchPool()`.
  func visitor(_ pool: SearchPool?) -> LayerVisitor {
    LayerVisitor(secrets: pool.map(StreamedSecrets.init), contents: contents, limits: facts)
  }
}

/// What the reading of layers tells while it goes on, from any thread; for people who wait.
package enum LayerProgress: Sendable, Equatable {
  /// So many more layers, of so many bytes as they are stored, will be read.
  case found(layers: Int, bytes: Int64)
  /// So many more bytes were read.
  case read(bytes: Int64)
  /// One more layer is read.
  case finished
}
