import ArchiveIO

/// Keeps the contents of the files of one layer that somebody asks for, within limits.
struct KeptContents {
  private(set) var contents: [Int: KeptContent] = [:]
  private let wanted: WantedContents
  private var bytes = 0
  private var waiting: (entry: Int, size: Int)?

  init(_ wanted: WantedContents) { self.wanted = wanted }

  /// Whether the content of the current file is still to come.
  var isWaiting: Bool { waiting != nil }

  /// Whether all of a file's content is to be handed on.
  mutating func wants(_ entry: Int, path: ArraySlice<UInt8>, size: Int) -> Bool {
    waiting = nil
    guard size > 0, wanted.isWanted(path) else { return false }
    guard size <= wanted.limits.fileBytes, bytes + size <= wanted.limits.layerBytes else {
      contents[entry] = .tooLarge
      return false
    }
    waiting = (entry, size)
    return true
  }

  /// Takes a content; one that is cut short is not kept.
  mutating func receive(_ content: Span<UInt8>) {
    guard let (entry, size) = waiting else { return }
    waiting = nil
    guard content.count >= size else { return }
    contents[entry] = .bytes(content.extracting(first: size).array)
    bytes += size
  }
}

extension ContentRequest {
  /// The same, and at least so many bytes.
  func covering(_ size: Int) -> ContentRequest {
    var request = ContentRequest(inPlace: max(inPlace, size), gathered: max(gathered, size))
    request.inPieces = inPieces
    return request
  }
}
