/// What the reading of layers tells while it goes on, from any thread; for people who wait.
package enum LayerProgress: Sendable, Equatable {
  /// So many more layers, of so many bytes as they are stored, will be read.
  case found(layers: Int, bytes: Int64)
  /// So many more bytes were read.
  case read(bytes: Int64)
  /// One more layer is read.
  case finished
}
