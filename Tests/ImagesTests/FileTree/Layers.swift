import ArchiveIO
import TestSupport
import Testing

@testable import Images

func file(_ path: String, _ content: String = "") -> TarWriter.Member {
  TarWriter.Member(path, content: content)
}

func directory(_ path: String) -> TarWriter.Member { TarWriter.Member(path, kind: .directory) }

func symbolicLink(_ path: String, to target: String) -> TarWriter.Member {
  var member = TarWriter.Member(path, kind: .symbolicLink)
  member.link = Array(target.utf8)
  return member
}

func hardLink(_ path: String, to target: String) -> TarWriter.Member {
  var member = TarWriter.Member(path, kind: .hardLink)
  member.link = Array(target.utf8)
  return member
}

/// An image of these layers, read from an archive as any other is.
func image(_ layers: [TarWriter.Member]..., limits: ReadLimits = ReadLimits()) throws -> ImageFacts {
  let archive = try LayoutBuilder(layers.map { LayoutBuilder.Layer($0) }).archive()
  let saved = try ImageLoader(limits: limits).load(ByteView(copying: archive), source: "test")
  return try #require(saved.images.first)
}

extension ImageFacts {
  /// What is in the final tree, sorted.
  var paths: [String] { shownPaths.sorted() }

  /// What became of the entry with this number of a layer.
  func state(_ layer: Int, _ index: Int) -> Shadowing.Cause? {
    tree.hiding(of: EntryID(layer: layer, index: index))?.cause
  }
}
