import ArchiveIO
import Findings
import Images
import PatternScan
import Secrets

/// One file of an image as text, with its secrets masked.
package struct FileView: Sendable {
  /// The path in the image.
  package let path: String
  /// The layer that brought it.
  package let layer: Int
  /// The lines, fit to be seen on a terminal.
  package let lines: [String]
  /// Secrets that are masked in them.
  package let masked: Int

  /// Stands in a secret's place.
  package static let mark = ConfigSecrets.mark

  package enum Failure: Error, CustomStringConvertible {
    case image(ImageError)
    case scanner(PatternError)
    case several(source: String, titles: [String])
    case noLayer(Int, count: Int)
    case notThere(path: String, layer: Int?)
    case notAFile(path: String, what: String)
    case tooLarge(path: String, bytes: Int64, limit: Int)
    case notText(path: String, bytes: Int)
    case unread(path: String)
    case unsearched(path: String, why: String)

    package var description: String {
      switch self {
      case .image(let error): error.description
      case .scanner(let error): "secrets cannot be looked for, so no file is shown: \(error.description)"
      case .several(let source, let titles):
        "\(source): holds several images; choose one with --image or --platform: \(titles.joined(separator: ", "))"
      case .noLayer(let layer, let count): "the image has no layer \(layer); its layers are 0 to \(count - 1)"
      case .notThere(let path, let layer):
        "\(path) is not in \(layer.map { "layer \($0)" } ?? "the image's final file tree"). List what is there with --path"
      case .notAFile(let path, let what): "\(path) is \(what), not a file; list what is in it with --path"
      case .tooLarge(let path, let bytes, let limit):
        "\(path) has \(ByteCount.show(bytes)), but at most \(ByteCount.show(Int64(limit))) are shown"
      case .notText(let path, let bytes):
        "\(path) is not text, but \(ByteCount.show(Int64(bytes))) of binary data"
      case .unread(let path): "\(path) could not be read from its layer"
      case .unsearched(let path, let why):
        "\(path) is not shown, because it was not searched for secrets whole: \(why)"
      }
    }
  }

  /// Bytes of a file at most.
  private static let largest = 8 << 20

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: in the image; links on the way are followed.
  ///   - layer: whose version of the file is wanted; nil for what a container sees.
  package init(_ path: String, layer: Int?, of source: String, _ check: Check) throws(Failure) {
    let scanner: SecretScanner
    do throws(PatternError) {
      scanner = try SecretScanner(
        rules: check.secretRules.merged(), options: check.secretOptions, cache: check.patternCache)
    } catch { throw .scanner(error) }
    let wanted = ArchivePath(path)
    var image = try Self.load(source, check, keeping: [wanted.lastComponent])
    var entry = try Self.find(wanted, layer, in: image)
    // A link's target has another name; it is known now, and a file can be read once more.
    if case .notWanted = image.content(entry), source != "-" {
      image = try Self.load(source, check, keeping: [image.path(entry).lastComponent])
      entry = try Self.find(wanted, layer, in: image)
    }
    let shown = image.path(entry).shown
    switch image.content(entry) {
    case .bytes(let bytes):
      (lines, masked) = try Self.text(bytes, shown, scanner)
    case .tooLarge: throw .tooLarge(path: shown, bytes: image.entry(entry).size, limit: Self.largest)
    case .notWanted: throw .unread(path: shown)
    }
    self.path = shown
    self.layer = entry.layer
  }

  private static func load(
    _ source: String, _ check: Check, keeping names: [ArraySlice<UInt8>]
  ) throws(Failure) -> ImageFacts {
    var loader = ImageLoader(limits: check.limits.archive, progress: check.progress)
    loader.finder = check.finder
    var limits = WantedContents.Limits()
    limits.fileBytes = largest
    loader.contents = WantedContents(limits: limits) { path in
      let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)...]
      return names.contains { $0.elementsEqual(name) }
    }
    let saved: SavedImages
    do throws(ImageError) { saved = try loader.load(source, selection: check.selection) } catch {
      throw .image(error)
    }
    guard let image = saved.images.first, saved.images.count == 1 else {
      throw .several(source: source, titles: saved.images.map { "\($0.title) (\($0.platform))" })
    }
    return image
  }

  private static func find(_ path: ArchivePath, _ layer: Int?, in image: ImageFacts) throws(Failure)
    -> EntryID
  {
    guard let layer else {
      guard let node = image.tree.node(at: path.bytes, followLast: true) else {
        throw .notThere(path: path.shown, layer: nil)
      }
      guard let id = image.tree.content(at: node) ?? image.tree.entry(at: node) else {
        throw .notAFile(path: path.shown, what: "a directory")
      }
      return try file(id, path, image)
    }
    guard image.layers.indices.contains(layer) else { throw .noLayer(layer, count: image.layers.count) }
    let scan = image.layers[layer].scan
    guard let index = scan.entries.indices.last(where: { scan.path($0).elementsEqual(path.bytes) }) else {
      throw .notThere(path: path.shown, layer: layer)
    }
    return try file(EntryID(layer: layer, index: index), path, image)
  }

  private static func file(_ id: EntryID, _ path: ArchivePath, _ image: ImageFacts) throws(Failure) -> EntryID
  {
    switch image.entry(id).kind {
    case .file: return id
    case .directory: throw .notAFile(path: path.shown, what: "a directory")
    case .symbolicLink, .hardLink: throw .notAFile(path: path.shown, what: "a link of this layer")
    case .characterDevice, .blockDevice, .fifo, .other: throw .notAFile(path: path.shown, what: "a device")
    }
  }

  /// The text with the mark in the place of each secret, and what names say is secret masked as well.
  private static func text(
    _ bytes: [UInt8], _ path: String, _ scanner: SecretScanner
  ) throws(Failure) -> (lines: [String], masked: Int) {
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      throw .notText(path: path, bytes: bytes.count)
    }
    let found: FileSecrets
    do throws(PatternError) {
      var scan = try FileScan(scanner)
      found = try scan.scan(bytes.span, path: path)
    } catch { throw .scanner(error) }
    guard let loss = (found.losses + found.cuts).first else {
      var rest = bytes
      var start = bytes.count
      for match in found.matches.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        // Ranges may lie in each other: what is masked already is left alone.
        let range = match.range.clamped(to: 0..<start)
        guard match.member == nil, !range.isEmpty else { continue }
        rest.replaceSubrange(range, with: Array(mark.utf8))
        start = range.lowerBound
      }
      let lines = String(decoding: rest, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      let masked = lines.map { SecretMask.masked(String($0)) }
      let byName = zip(lines, masked).count { $0 != $1 }
      return (masked.map(SafeText.visible), found.matches.count + byName)
    }
    throw .unsearched(path: path, why: loss)
  }
}
