import ArchiveIO
import Findings
import Images

extension Rule {
  static let imageAddForCopy = Rule(
    id: "image-add-for-copy",
    summary: "ADD copies a file or directory where COPY would do.",
    why: """
      ADD also unpacks archives and downloads URLs, so what it does depends on its source. COPY only copies.
      """,
    fix: """
      Write COPY instead of ADD. Keep ADD for archives that must be unpacked, and for URLs with --checksum.
      """,
    severity: .low, confidence: .firm,
    references: [.cis("4.9")],
    triggering: [
      .image(
        "a file and a directory, by BuildKit",
        """
        ▶ history: ADD server.js /srv/app/ # buildkit
        ▶ history: ADD --chown=1000:1000 . /srv/app # buildkit
        """),
      .image(
        "a directory, by the classic builder",
        """
        ▶ history: /bin/sh -c #(nop) ADD dir:0123456789abcdef in /srv/app 
        """),
      .image(
        "one file that was not unpacked, by the classic builder",
        """
        ▶ history: /bin/sh -c #(nop) ADD file:0123456789abcdef in /srv/app.conf 
        """),
    ],
    silent: [
      .image(
        "archives, URLs and repositories",
        """
        history: ADD app.tar.gz /srv # buildkit
        history: ADD rootfs.tar.xz / # buildkit
        history: ADD https://example.com/app /srv/ # buildkit
        history: ADD git@example.com:app.git /srv # buildkit
        history: ADD --keep-git-dir=true https://example.com/app.git /srv # buildkit
        """),
      .image(
        "the root file system of a base image",
        """
        layer: /bin/sh -c #(nop) ADD file:0123456789abcdef in / 
          drwxr-xr-x 0:0 /usr
          -rwxr-xr-x 0:0 /usr/bin/sh 1
          -rwxr-xr-x 0:0 /usr/bin/ls 1
        """),
      .image(
        "COPY",
        """
        history: COPY . /srv # buildkit
        """),
    ],
    check: .image { image, _ in
      image.history.steps.enumerated().compactMap { index, step in
        guard step.keyword == "ADD", image.history.origin(ofStep: index) == .yours,
          let add = AddInstruction(step.arguments), let source = image.copied(by: add, step: index)
        else { return nil }
        return Match(
          image.place(ofStep: index), "ADD copies \(source) to \(add.destination), where COPY would do.")
      }
    })
}

extension ImageFacts {
  /// What an ADD only copies; nil where it unpacks or fetches, or where that is not known.
  fileprivate func copied(by add: AddInstruction, step: Int) -> String? {
    guard
      let name = add.sources.first(where: { !AddInstruction.isArchive($0) && !AddInstruction.isRemote($0) })
    else { return nil }
    let layer = history.layersOfSteps[step]
    // A whole root file system, however it is called.
    if layer == 0, add.destination == "/" { return nil }
    guard let kind = add.contentKind else { return "'\(name)'" }
    switch kind {
    case "dir": return "a directory"
    case "file":
      // Only the layer tells whether it was an archive.
      guard let layer else { return add.destination == "/" ? nil : "a file" }
      let files = layers[layer].scan.entries.count { $0.kind != .directory }
      return files == 1 ? "a file" : nil
    default: return nil
    }
  }
}
