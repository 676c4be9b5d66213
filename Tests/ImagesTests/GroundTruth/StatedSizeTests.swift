import ArchiveIO
import Foundation
import TestSupport
import Testing

@testable import Images

/// A descriptor's size is held against the blob (OCI Image Specification, descriptor.md).
struct StatedSizeTests {
  private func builder(layer: Int?, error: Int) -> LayoutBuilder {
    var content = LayoutBuilder.Layer([TarWriter.Member("a", content: "a")])
    content.statedSize = layer
    var builder = LayoutBuilder([content])
    builder.sizeError = error
    return builder
  }

  private func sizes(_ image: ImageFacts?) -> [String] {
    (image?.mismatches ?? []).filter { $0.measure == .size }.map {
      "\($0.what) \($0.layer.map(String.init) ?? "-"): \($0.stated), \($0.computed)"
    }.sorted()
  }

  @Test func `a layer of another size than stated is told of, however the image is read`() throws {
    let wrong = builder(layer: 657, error: 0)
    let told = ["layer 0: 657 bytes, \(wrong.layers[0].blob.count) bytes"]
    let archive = try wrong.archive()
    let mapped = try ImageLoader().load(ByteView(copying: archive), source: "app").images.first
    #expect(sizes(mapped) == told)
    // What is packed outside can only be read forward.
    let streamed = try ImageLoader().load(ByteView(copying: Packed.gzip(archive)), source: "app").images.first
    #expect(sizes(streamed) == told)
    let directory = try ScratchDirectory()
    try wrong.write(to: directory, under: "layout")
    #expect(sizes(try ImageLoader().load(directory.path("layout")).images.first) == told)
  }

  @Test func `so are a config and a manifest`() throws {
    let archive = try builder(layer: nil, error: 3).archive()
    let image = try ImageLoader().load(ByteView(copying: archive), source: "app").images.first
    #expect(sizes(image).map { $0.prefix { $0 != ":" } } == ["config -", "manifest -"])
  }

  @Test func `right sizes say nothing`() throws {
    let archive = try builder(layer: nil, error: 0).archive()
    #expect(try ImageLoader().load(ByteView(copying: archive), source: "app").images.first?.mismatches == [])
  }

  @Test func `only an error that says so is absence`() {
    func error(_ code: Int32) -> NSError { NSError(domain: NSPOSIXErrorDomain, code: Int(code)) }
    for code in [ENOENT, ENOTDIR] { #expect(DirectoryStore.isAbsence(error(code))) }
    for code in [EACCES, EPERM, ELOOP, EIO, ENAMETOOLONG] { #expect(!DirectoryStore.isAbsence(error(code))) }
    func wrapped(_ code: Int32) -> NSError {
      NSError(
        domain: NSCocoaErrorDomain, code: CocoaError.fileReadNoSuchFile.rawValue,
        userInfo: [NSUnderlyingErrorKey: error(code)])
    }
    #expect(DirectoryStore.isAbsence(wrapped(ENOENT)))
    #expect(!DirectoryStore.isAbsence(wrapped(EACCES)))
  }

  @Test func `a part of a layout that cannot be looked at is an error that names it`() throws {
    let directory = try ScratchDirectory()
    try builder(layer: nil, error: 0).write(to: directory, under: "layout")
    let store = DirectoryStore(directory.path("layout"))
    #expect(try store.content("blobs/sha256/none") == nil)
    #expect(try store.content("index.json") != nil)
    // Longer than any file system's names: not absent, but out of reach.
    #expect(throws: ImageError.self) { try store.content("blobs/" + String(repeating: "a", count: 5_000)) }
  }
}
