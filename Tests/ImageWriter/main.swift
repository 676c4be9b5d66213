import Foundation
import TestSupport

/// Writes the images that listings (`docs/examples.md`) describe as docker archives: `image-writer FOLDER LISTING...`
/// makes `FOLDER/web.tar` of `web.txt`.
let arguments = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
guard let folder = arguments.first, arguments.count > 1 else {
  print("usage: image-writer FOLDER LISTING...")
  exit(2)
}
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
for listing in arguments.dropFirst() {
  let archive = try ImageListing(String(contentsOf: listing, encoding: .utf8)).builder.archive()
  let name = listing.deletingPathExtension().lastPathComponent + ".tar"
  try Data(archive).write(to: folder.appending(path: name))
}
