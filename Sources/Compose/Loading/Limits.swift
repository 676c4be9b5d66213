/// How much a compose project may ask of the loader.
package struct Limits: Sendable {
  /// Nodes of one file once its aliases are followed, as in Compose.
  package var nodes = 100_000
  /// Levels of nesting.
  package var depth = 100
  /// Bytes of one file.
  package var fileBytes = 10 << 20
  /// Files of one project, with includes, extended files and environment files.
  package var files = 500
  /// Bytes that interpolation may make of one value.
  package var valueBytes = 1 << 20
  /// Bytes of text that one file may grow to by its aliases, and again by its variables.
  package var expandedBytes = 32 << 20
  /// Levels of nested defaults in one template.
  package var templateDepth = 50

  package init() {}
}
