import Foundation
import TestSupport
import Testing

/// What `testdata/images/expected.json` says of an archive, found with Python's tarfile and json alone.
struct ExpectedArchive: Decodable, Sendable {
  struct Image: Decodable, Sendable {
    let tags: [String]
    let platform: String
    let manifestDigest: String?
    let user: String
    let environment: [String]
    let labels: [String: String]
    let healthcheck: [String]?
    let history: [String]
    let layers: [Layer]
    let finalTree: Tree
  }

  struct Layer: Decodable, Sendable {
    let diffID: String
    let digest: String
    let compression: String
    let size: Int64
    let uncompressedSize: Int64
    let entries: Int
    let whiteouts: Int
    let opaque: Int
  }

  struct Tree: Decodable, Sendable {
    let files: Int
    let directories: Int
    let symbolicLinks: Int
    let setID: [String]
    let capabilities: [String]
    let bytes: Int64
    let paths: [String]
  }

  struct Absent: Decodable, Sendable {
    let platform: String?
  }

  let format: String
  let compression: String
  let images: [Image]?
  let absent: [Absent]?
  /// Members of a root file system without a manifest.
  let entries: Int?

  static func all() throws -> [String: ExpectedArchive] {
    try JSONDecoder().decode(
      [String: ExpectedArchive].self, from: Data(try TestData.bytes("images/expected.json")))
  }

  static let names: [String] = {
    do {
      return try all().keys.sorted()
    } catch {
      Issue.record(error)
      return []
    }
  }()
}
