/// A place that a person or a tool can go to: in an image, or in a file beside it.
package struct Location: Sendable, Hashable, Codable {
  /// The image's stable name, without tag or digest.
  package var image: String?
  /// What tells the image from the others of its name in the run: the platform, or the tag where they share that; nil
  /// where the name tells.
  package var variant: String?
  /// The layer, counted from 0, the lowest.
  package var layer: Int?
  /// The layer's diff ID: the digest of its uncompressed tar (OCI Image Specification, config, `rootfs`).
  package var diffID: String?
  /// The history instruction that wrote the layer or set the value.
  package var instruction: String?
  /// The path inside the image, with a leading `/`, unprintable bytes as `\xNN`.
  package var path: String?
  /// The field of the image config or the key of the effective compose model.
  package var key: String?
  /// A file outside the image, relative to the working directory: compose file, Dockerfile, policy.
  package var file: String?
  /// The line in `path` or `file`, from 1.
  package var line: Int?
  /// The column in `file`, in Unicode code points, from 1.
  package var column: Int?
  /// The line after which the place ends, from 1.
  package var endLine: Int?
  /// The column before which the place ends, from 1.
  package var endColumn: Int?
  /// `path` as the relative part of a URI, where it cannot be told from `path`, because bytes of it are no text.
  private var uriPath: String?

  /// `path` as the relative part of a URI (RFC 3986 section 3.3), without leading `/`; nil where there is no path.
  package var encodedPath: String? {
    get { uriPath ?? derivedPath }
    set { uriPath = newValue == derivedPath ? nil : newValue }
  }

  /// The image as people tell it from the others of the run: `app`, `app (linux/arm64)`.
  package var imageTitle: String? {
    image.map { name in variant.map { "\(name) (\($0))" } ?? name }
  }

  private var derivedPath: String? { path.map { SafeText.percentEncode(Array($0.drop { $0 == "/" }.utf8)) } }

  package init() {}

  /// A place in a file outside images.
  package init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int, key: String?) {
    (self.file, self.key) = (file, key)
    (self.line, self.column, self.endLine, self.endColumn) = (line, column, endLine, endColumn)
  }
}
