import Findings
import Images

extension ImageFacts {
  /// All entries of all layers, hidden ones too, whose path is `ending` or ends in it at a slash.
  func sightings(endingIn ending: String) -> [Sighting] {
    let wanted = ArchivePath(ending)
    return sightings(named: wanted.name).filter { sighting in
      let path = sighting.path.bytes
      guard path.count > wanted.bytes.count else { return path == wanted.bytes }
      return path.suffix(wanted.bytes.count).elementsEqual(wanted.bytes)
        && path[path.count - wanted.bytes.count - 1] == UInt8(ascii: "/")
    }
  }
}
