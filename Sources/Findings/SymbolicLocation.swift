/// Where a rule saw something, in the terms of the thing it looked at.
///
/// Rules name places; the pipeline turns them into a `Location` with layer digest, instruction, line and
/// column. A rule therefore never sees a file descriptor, an output format or a line number it did not read.
package enum SymbolicLocation: Sendable, Hashable {
  /// The image as a whole.
  case image
  /// A field of the image config, named as in the OCI Image Specification: `User`, `Env[3]`, `Labels`.
  case config(String)
  /// A history step, counted from 0 over all steps, also those that made no layer.
  case history(Int)
  /// A layer as a whole, counted from 0, the lowest.
  case layer(Int)
  /// A file in a layer; `line` counts from 1.
  case file(layer: Int, path: ArchivePath, line: Int? = nil)
  /// A value or key of the effective compose model: `services.web.ports[0]`.
  case compose(key: Key)
  /// A place in a file beside the image, such as the policy that asks for something; lines and columns from 1.
  case source(file: String, line: Int, column: Int)
}
