/// A program or library that a production image has no use for, by every name under which it comes.
struct Tool: Sendable {
  /// As people write it.
  let name: String
  /// Packages of dpkg, apk and rpm, without numbers of versions: `gcc` for `gcc-12` too.
  var system: [String] = []
  /// Python distributions in their normalised spelling (PEP 503), also as distributions pack them
  /// (`python3-NAME`, `py3-NAME`). A name that ends in `*` stands for all that begin so; in `npm` and `gem` too.
  var python: [String] = []
  var npm: [String] = []
  var gem: [String] = []
  /// Executable files in a directory `bin` or `sbin`.
  var programs: [String] = []
  /// Executable files anywhere.
  var binaries: [String] = []
  /// Other files anywhere, by their whole name.
  var files: [String] = []
  /// Java archives, by the name before the version.
  var archives: [String] = []
  /// Directories, by the end of their path.
  var directories: [String] = []
}
