/// Many paths in one piece of memory: as bytes, without a leading slash.
package struct PathList: Codable, Sendable, Hashable {
  /// The longest path that Linux opens, in bytes; a longer one is no file's and is not kept.
  package static let longestPath = 4096
  /// The most that one list keeps, in bytes: a database of a few bytes per file can name each one's long
  /// directory only once, and would grow without bound here.
  package static let mostBytes = 64 << 20

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether paths were left out, because there were more than `mostBytes` of them.
  package private(set) var isCut = false

  package init() {}

  /// Where the ends do not lie in the bytes, it throws.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    bytes = try fields.decode([UInt8].self, forKey: .bytes)
    ends = try fields.decode([Int].self, forKey: .ends)
    isCut = try fields.decode(Bool.self, forKey: .isCut)
    var last = 0
    for end in ends {
      guard end >= last, end <= bytes.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .ends, in: fields, debugDescription: "a path lies outside the list")
      }
      last = end
    }
  }

  package var count: Int { ends.count }
  package var isEmpty: Bool { ends.isEmpty }
  /// The length of all paths together, in bytes.
  package var byteCount: Int { bytes.count }

  /// Appends a path; leading slashes and `./` are dropped, and the root itself is not kept.
  mutating func append(_ path: some Collection<UInt8>) {
    append(path, under: EmptyCollection())
  }

  /// Appends `folder/path`, or `path` alone if the folder is empty.
  mutating func append(_ path: some Collection<UInt8>, under folder: some Collection<UInt8>) {
    let start = bytes.count
    guard folder.count + path.count <= Self.longestPath else { return }
    guard start < Self.mostBytes else {
      isCut = true
      return
    }
    bytes.append(contentsOf: folder.drop { $0 == .slash })
    let name = path.drop { $0 == .slash }
    if bytes.count > start, bytes.last != .slash, !name.isEmpty { bytes.append(.slash) }
    bytes.append(contentsOf: name)
    let isRoot = bytes.count == start || (bytes.count == start + 1 && bytes[start] == UInt8(ascii: "."))
    guard !isRoot else {
      bytes.removeSubrange(start...)
      return
    }
    ends.append(bytes.count)
  }
}

extension PathList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { ends.count }

  package subscript(position: Int) -> ArraySlice<UInt8> {
    bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
  }
}
