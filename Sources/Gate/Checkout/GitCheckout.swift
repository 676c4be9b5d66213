import Foundation
import Reports

extension Checkout {
  /// Files of Git are small; larger ones are none.
  private static let longestFile = 1 << 20

  /// The working copy that a directory lies in, read from Git's own files (gitrepository-layout(5)); only the
  /// directory where there is none.
  package static func around(_ directory: String) -> Checkout {
    var checkout = Checkout()
    checkout.directory = directory
    var root = URL(fileURLWithPath: directory, isDirectory: true).standardizedFileURL
    while true {
      if let git = gitDirectory(root) {
        checkout.root = root.path
        checkout.read(git)
        return checkout
      }
      let parent = root.deletingLastPathComponent().standardizedFileURL
      guard parent.path != root.path, root.path != "/" else { return checkout }
      root = parent
    }
  }

  /// `.git`, or where that file points: in a work tree, in a submodule.
  private static func gitDirectory(_ root: URL) -> URL? {
    let git = root.appendingPathComponent(".git")
    if FileManager.default.fileExists(atPath: git.appendingPathComponent("HEAD").path) { return git }
    guard let text = text(git), text.hasPrefix("gitdir:") else { return nil }
    let target = text.dropFirst("gitdir:".count).trimmingCharacters(in: .whitespacesAndNewlines)
    return URL(fileURLWithPath: target, isDirectory: true, relativeTo: root).standardizedFileURL
  }

  private mutating func read(_ git: URL) {
    let common =
      Self.text(git.appendingPathComponent("commondir")).map {
        URL(
          fileURLWithPath: $0.trimmingCharacters(in: .whitespacesAndNewlines), isDirectory: true,
          relativeTo: git
        ).standardizedFileURL
      } ?? git
    if let head = Self.text(git.appendingPathComponent("HEAD")) {
      readHead(head.trimmingCharacters(in: .whitespacesAndNewlines), common)
    }
    if let config = Self.text(common.appendingPathComponent("config")) {
      repository = GitRemote.address(inConfig: config)
    }
  }

  private mutating func readHead(_ head: String, _ common: URL) {
    guard head.hasPrefix("ref: ") else {
      revision = Self.revision(head)
      return
    }
    let name = String(head.dropFirst("ref: ".count))
    if name.hasPrefix("refs/heads/") { branch = String(name.dropFirst("refs/heads/".count)) }
    guard !name.split(separator: "/").contains("..") else { return }
    if let loose = Self.text(common.appendingPathComponent(name)) {
      revision = Self.revision(loose.trimmingCharacters(in: .whitespacesAndNewlines))
      return
    }
    let packed = Self.text(common.appendingPathComponent("packed-refs")) ?? ""
    let line = packed.split(separator: "\n").first { $0.hasSuffix(" " + name) }
    revision = line.flatMap { Self.revision(String($0.prefix { $0 != " " })) }
  }

  private static func revision(_ text: String) -> String? {
    text.wholeMatch(of: /[0-9a-f]{40}|[0-9a-f]{64}/).map { String($0.output) }
  }

  /// A small file's text; nil for anything else. What cannot be read only leaves the report without it.
  private static func text(_ file: URL) -> String? {
    guard let handle = FileHandle(forReadingAtPath: file.path) else { return nil }
    do {
      let data = try handle.read(upToCount: longestFile) ?? Data()
      return String(validating: data, as: UTF8.self)
    } catch {
      return nil
    }
  }
}
