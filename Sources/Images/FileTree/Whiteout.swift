/// What a tar entry's name says about lower layers (OCI Image Specification, layer.md, Whiteouts).
enum Whiteout: Equatable {
  /// Hides one name of the same directory.
  case file(name: ArraySlice<UInt8>)
  /// Hides all that lower layers have in the directory.
  case opaque
  /// Bookkeeping of AUFS, which is no part of the file system.
  case metadata
  /// A whiteout of nothing, of `.` or of `..`: ignored, as it would else reach outside its directory.
  case invalid

  private static let prefix = Array(".wh.".utf8)
  private static let metadataPrefix = Array(".wh..wh.".utf8)
  private static let opaqueName = Array(".wh..wh..opq".utf8)

  /// nil for the name of an ordinary file; `name` is the path's last component.
  init?(name: ArraySlice<UInt8>) {
    guard name.first == UInt8(ascii: "."), name.starts(with: Self.prefix) else { return nil }
    if name.elementsEqual(Self.opaqueName) {
      self = .opaque
    } else if name.starts(with: Self.metadataPrefix) {
      self = .metadata
    } else {
      let hidden = name.dropFirst(Self.prefix.count)
      let isRelative = hidden.elementsEqual([UInt8(ascii: ".")]) || hidden.elementsEqual(Array("..".utf8))
      self = hidden.isEmpty || isRelative ? .invalid : .file(name: hidden)
    }
  }
}
