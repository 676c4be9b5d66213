/// A package of an image's final file tree: one row of its inventory.
package struct PackageSummary: Sendable, Codable, Hashable {
  package var name: String
  /// As the ecosystem writes it: with epoch and release where it has them.
  package var version: String
  /// The package URL's type: `deb`, `apk`, `rpm`, `npm`, `pypi`, `gem`, `golang`, `cargo`, `maven`,
  /// `composer`, `nuget`.
  package var type: String
  /// The package URL; nil for a system's package where nothing says which distribution it is of, and for a Java archive of
  /// which nothing tells the group.
  package var purl: String?
  /// As the database writes it: a name, an SPDX expression or a free text; nil where it says nothing.
  package var license: String?
  /// The layer that brought it, counted from 0.
  package var layer: Int
  /// The file that records it, with a leading `/`.
  package var path: String

  package init(
    name: String, version: String, type: String, purl: String?, license: String?, layer: Int, path: String
  ) {
    self.name = name
    self.version = version
    self.type = type
    self.purl = purl
    self.license = license
    self.layer = layer
    self.path = path
  }
}

/// What the operating system in an image calls itself: os-release(5).
package struct SystemSummary: Sendable, Codable, Hashable {
  /// `debian`, `alpine`.
  package var id: String
  /// `12`, `3.20`; nil where the file does not say.
  package var version: String?
  /// As people read it; nil where the file does not say.
  package var name: String?

  package init(id: String, version: String?, name: String?) {
    self.id = id
    self.version = version
    self.name = name
  }
}
