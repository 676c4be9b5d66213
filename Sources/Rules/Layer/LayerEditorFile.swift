import Findings
import Images

extension Rule {
  static let layerEditorFile = Rule(
    id: "layer-editor-file",
    summary: "Files of an editor or desktop are in the image.",
    why: """
      They serve no purpose in a container, and reveal details of the machine that built the image. They show \
      that the whole working directory was copied.
      """,
    fix: "List the files in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several files of one COPY, reported once",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.DS_Store 40
          drwxr-xr-x 0:0 /app/.vscode
          -rw-r--r-- 0:0 /app/.vscode/settings.json 40
        """)
    ],
    silent: [
      .image(
        "a file of an installed package",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /app/node_modules/x/.idea/x.iml 40
        """)
    ],
    check: .image { image, _ in StrayFiles.editors.matches(in: image) })
}
