import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerCopiedBytecode = Rule(
    id: "layer-copied-bytecode",
    summary: "Compiled Python files were copied into the image.",
    why: """
      The files were compiled on the build machine, perhaps by another Python version or from other sources: \
      Python may then run code that the sources no longer contain.
      """,
    fix: "Add **/__pycache__ and **/*.pyc to .dockerignore.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "a file copied with the application",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/__pycache__/main.cpython-311.pyc 40
        """),
      .image(
        "several files, reported at their common directory",
        """
        layer: COPY . /
        ▶ drwxr-xr-x 0:0 /app
          -rw-r--r-- 0:0 /app/__pycache__/main.cpython-311.pyc 40
          -rw-r--r-- 0:0 /app/views/__pycache__/a.cpython-311.pyc 40
        """),
      .image(
        "a file beside its source, as Python 2 writes it",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/urls.py 40
        ▶ -rw-r--r-- 0:0 /app/urls.pyc 40
        """),
    ],
    silent: [
      .image(
        "compiled files in place of sources, on purpose",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/urls.pyc 40
        """),
      .image(
        "files compiled by the build or by installed packages",
        """
        layer: RUN pip install . && python -m compileall /app
          -rw-r--r-- 0:0 /app/__pycache__/main.cpython-311.pyc 40
        layer: COPY --from=build /venv /venv
          -rw-r--r-- 0:0 /venv/lib/python3.11/site-packages/x/__pycache__/x.cpython-311.pyc 40
          -rw-r--r-- 0:0 /usr/lib/python3.11/__pycache__/abc.cpython-311.pyc 40
        """),
    ],
    check: .image { image, _ in
      let files = image.occurrences(withSuffix: ".pyc").filter { file in
        let isBuilt = image.history.stepsOfLayers[file.layer].map { image.history.steps[$0].keyword == "RUN" }
        return isBuilt != true && file.state == .visible && file.entry.kind == .file
          && (file.path.parent?.name == "__pycache__" || isBesideSource(file, in: image)) && image.isOwn(file)
      }
      return FileGroups.matches(files) { count, bytes, place in
        count == 1
          ? "The compiled Python file \(place.shown) was copied into the image."
          : "\(count) compiled Python files with \(ByteCount.show(bytes)) were copied into \(place.shown)."
      }
    })

  /// Whether the file that it was compiled from stands beside it, where only Python 2 and compileall put it.
  private static func isBesideSource(_ file: FileOccurrence, in image: ImageFacts) -> Bool {
    image.occurrences(named: String(file.path.name.dropLast())).contains {
      $0.state == .visible && $0.path.parent == file.path.parent
    }
  }
}
