import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerPreloadedLibrary = Rule(
    id: "layer-preloaded-library",
    summary: "Every program in the image loads a library that /etc/ld.so.preload names.",
    why: """
      The file makes each program load the library, set-uid programs too. Rootkits hide processes and files that \
      way; an allocator needs it for one program only.
      """,
    fix: """
      Remove /etc/ld.so.preload, and set ENV LD_PRELOAD for the one program that needs the library.
      """,
    severity: .medium, confidence: .firm,
    references: [.cwe(506)],
    triggering: [
      .image(
        "a file that names a library",
        """
        layer: RUN ./setup
        ▶ -rw-r--r-- 0:0 /etc/ld.so.preload 30
        """),
      .image(
        "a library behind a comment",
        """
        layer: RUN ./setup
        ▶ -rw-r--r-- 0:0 /etc/ld.so.preload
          | # faster
          | /usr/lib/libjemalloc.so.2 # allocator
        """),
    ],
    silent: [
      .image(
        "an empty file, and one that a later layer deletes",
        """
        layer: RUN ./setup
          -rw-r--r-- 0:0 /etc/ld.so.preload 30
        layer: RUN rm /etc/ld.so.preload
          delete /etc/ld.so.preload
        """),
      .image(
        "a file with blank lines and comments only",
        """
        layer: RUN ./setup
          -rw-r--r-- 0:0 /etc/ld.so.preload
          |
          | # /usr/lib/libjemalloc.so.2
        """),
      .image(
        "an empty file",
        """
        layer: RUN touch /etc/ld.so.preload
          -rw-r--r-- 0:0 /etc/ld.so.preload 0
        """),
    ],
    check: .image { image, _ in
      guard let file = image.file(at: "/etc/ld.so.preload"), file.entry.kind != .file || file.entry.size > 0,
        file.entry.kind != .directory, !image.facts.emptyLists.contains(file.path.bytes)
      else { return [] }
      return [Match(file, in: image, "Every program loads the libraries that /etc/ld.so.preload names.")]
    })
}
