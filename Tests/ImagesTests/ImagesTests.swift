import ArchiveIO
import Findings
import Foundation
import Testing

@testable import Images

/// Archives of real projects with ground truth, where they are at hand: `IMGCHECK_SHARED` names their folder.
private let shared = ProcessInfo.processInfo.environment["IMGCHECK_SHARED"]

@Suite(.enabled(if: shared != nil)) struct GroundTruthTests {
  @Test func reads() throws {
    let folder = try #require(shared) + "/images/"
    let truth = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder + "groundtruth.json")))
        as? [String: [String: Any]])
    for (path, expected) in truth.sorted(by: { $0.key < $1.key }) {
      print("==", path, expected["valid"] as? Bool ?? false, expected["complete"] as? Bool ?? false)
      do {
        let saved = try ImageLoader().load(folder + path)
        let images = (expected["images"] as? [[String: Any]] ?? []).filter {
          $0["kind"] as? String == "image"
        }
        if saved.format.rawValue != expected["format"] as? String {
          print("  FORMAT", saved.format, expected["format"] as Any)
        }
        if saved.images.count != images.count { print("  COUNT", saved.images.count, images.count) }
        for i in saved.incomplete { print("  INC", i) }
        for (image, want) in zip(saved.images, images) {
          if image.tags != want["tags"] as? [String] { print("  TAGS", image.tags, want["tags"] as Any) }
          let layers = want["layers"] as? [[String: Any]] ?? []
          if layers.count != image.layers.count { print("  LAYERS", image.layers.count, layers.count) }
          for (layer, w) in zip(image.layers, layers) {
            let status = w["status"] as? String ?? ""
            if layer.status.rawValue != status {
              print("  STATUS", layer.status, status, layer.scan.error?.description ?? "")
            }
            if status == "ok" {
              if layer.scan.diffID?.description != w["diff_id"] as? String {
                print("  DIFFID", layer.scan.diffID as Any, w["diff_id"] as Any)
              }
              if layer.scan.entries.count != w["entries"] as? Int {
                print("  ENTRIES", layer.scan.entries.count, w["entries"] as Any)
              }
              if layer.scan.compression.rawValue != w["compression"] as? String { print("  COMP") }
              if layer.scan.unpackedSize != Int64(w["uncompressed_bytes"] as? Int ?? 0) { print("  USIZE") }
            }
          }
          let c = image.treeCounts
          for (k, v) in [
            "final_files": c.files, "final_dirs": c.directories, "final_symlinks": c.symbolicLinks,
            "final_hardlinks": c.hardLinks, "final_other": c.others, "final_setuid": c.setUserID,
            "final_setgid": c.setGroupID, "final_file_bytes": Int(c.bytes),
          ] {
            if want[k] as? Int != v { print("  TREE", k, v, want[k] as Any) }
          }
          if image.config.execution.user != (want["config"] as? [String: Any])?["user"] as? String ?? "" {
            print("  USER")
          }
          for m in image.mismatches {
            print("  MISMATCH", m.what, m.layer ?? -1, m.stated.prefix(18), m.computed.prefix(18))
          }
          for i in image.incomplete { print("  incomplete", i.what.prefix(60), i.why) }
        }
      } catch {
        print("  ERROR", error)
      }
    }
  }
}
