import Findings
import Images

extension Rule {
  static let layerEditorFile = Rule(
    id: "layer-editor-file",
    summary: "Files of editors or desktops are in the image.",
    why: """
      They serve nobody there, and tell about the machine of whoever built the image. They show that the \
      whole working directory was copied.
      """,
    fix: "Name them in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several of one COPY are one finding",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/.DS_Store 40
          drwxr-xr-x 0:0 /app/.vscode
          -rw-r--r-- 0:0 /app/.vscode/settings.json 40
        """)
    ],
    silent: [
      .image(
        "in the package of somebody else",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /app/node_modules/x/.idea/x.iml 40
        """)
    ],
    check: .image { image, _ in StrayFiles.editors.matches(in: image) })
}
