import ArchiveIO
import Foundation

/// Puts an OCI image layout together in memory: one image, its layers packed as the test wants.
package struct LayoutBuilder {
  package struct Layer: Sendable {
    /// The blob as stored.
    package var blob: [UInt8]
    /// The tar in it, whose digest the config states.
    package var tar: [UInt8]
    package var mediaType = "application/vnd.oci.image.layer.v1.tar"
    /// Whether the blob is in the layout.
    package var isPresent = true
    package var urls: [String] = []
    /// What the manifest says instead of the blob's true size, in bytes.
    package var statedSize: Int?

    package init(_ members: [TarWriter.Member], packing: ([UInt8]) -> [UInt8] = { $0 }) {
      tar = TarWriter.tar(members)
      blob = packing(tar)
    }

    /// One file of so many zeros by gzip, in a hundred and fiftieth of them: below the limit of the ratio.
    package static func zeros(_ count: Int) -> Layer {
      let digits = String(count, radix: 8)
      var writer = TarWriter()
      writer.addRaw(
        Array("app/zeros".utf8), type: "0",
        sizeField: Array((String(repeating: "0", count: 11 - digits.count) + digits).utf8))
      // With the rest of the last block and the end of the tar, as copies of 258.
      let filled = 1 + (count + 2048) / 258 * 258
      var layer = Layer([])
      layer.tar = writer.bytes + [UInt8](repeating: 0, count: filled)
      layer.blob = Packed.gzip(writer.bytes) + Packed.gzipZeros(filled)
      layer.mediaType += "+gzip"
      return layer
    }
  }

  package typealias Object = [String: any Sendable]

  package var layers: [Layer] = []
  package var config: Object = ["os": "linux", "architecture": "amd64"]
  package var tag = "1.0"
  /// The name that containerd's exporter adds; nil adds none.
  package var imageName: String?
  /// Members beside the layout's own.
  package var others: [TarWriter.Member] = []
  /// Descriptors in the index beside that of the image.
  package var otherDescriptors: [Object] = []

  /// Layers at the end that the config lists and the manifest does not.
  package var unlistedLayers = 0
  /// What is added to the size that the manifest states for the config, and the index for the manifest, in bytes.
  package var sizeError = 0

  package init(_ layers: [Layer] = []) { self.layers = layers }

  /// All files of the layout; `index.json` stands last.
  package var members: [TarWriter.Member] {
    get throws {
      var members = [TarWriter.Member("oci-layout", content: #"{"imageLayoutVersion":"1.0.0"}"#)] + others
      var config = self.config
      let diffIDs = layers.map { Digest.of(ByteView(copying: $0.tar)).description }
      config["rootfs"] = ["type": "layers", "diff_ids": diffIDs] as Object
      var configDescriptor = try Self.add(
        try Self.json(config), "application/vnd.oci.image.config.v1+json", to: &members)
      configDescriptor["size"] = (configDescriptor["size"] as? Int ?? 0) + sizeError
      var descriptors: [Object] = []
      for layer in layers.dropLast(unlistedLayers) {
        var unused: [TarWriter.Member] = []
        var descriptor =
          layer.isPresent
          ? try Self.add(layer.blob, layer.mediaType, to: &members)
          : try Self.add(layer.blob, layer.mediaType, to: &unused)
        if !layer.urls.isEmpty { descriptor["urls"] = layer.urls }
        if let size = layer.statedSize { descriptor["size"] = size }
        descriptors.append(descriptor)
      }
      let manifestType = "application/vnd.oci.image.manifest.v1+json"
      let manifest: Object = [
        "schemaVersion": 2, "mediaType": manifestType, "config": configDescriptor, "layers": descriptors,
      ]
      var described = try Self.add(try Self.json(manifest), manifestType, to: &members)
      described["size"] = (described["size"] as? Int ?? 0) + sizeError
      var annotations: Object = ["org.opencontainers.image.ref.name": tag]
      if let imageName { annotations["io.containerd.image.name"] = imageName }
      described["annotations"] = annotations
      members.append(try Self.index([described] + otherDescriptors))
      return members
    }
  }

  /// The layout as an OCI archive.
  package func archive() throws -> [UInt8] { TarWriter.tar(try members) }

  /// Writes the layout as a directory.
  package func write(to directory: ScratchDirectory, under name: String) throws {
    for member in try members {
      try directory.write(member.content, to: "\(name)/\(String(decoding: member.path, as: UTF8.self))")
    }
  }

  /// An `index.json` with these descriptors.
  package static func index(_ descriptors: [Object]) throws -> TarWriter.Member {
    var member = TarWriter.Member("index.json")
    member.content = try json(["schemaVersion": 2, "manifests": descriptors] as Object)
    return member
  }

  /// Adds a blob and gives its descriptor.
  package static func add(
    _ blob: [UInt8], _ mediaType: String, to members: inout [TarWriter.Member]
  ) throws -> Object {
    let digest = Digest.of(ByteView(copying: blob))
    var member = TarWriter.Member("blobs/sha256/\(digest.hex)")
    member.content = blob
    if !members.contains(where: { $0.path == member.path }) { members.append(member) }
    return ["mediaType": mediaType, "digest": digest.description, "size": blob.count]
  }

  package static func json(_ value: Object) throws -> [UInt8] {
    Array(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
  }
}
