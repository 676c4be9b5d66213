import Findings
import Images

extension Rule {
  static let layerPipelineFile = Rule(
    id: "layer-pipeline-file",
    summary: "Files of the build pipeline are in the image.",
    why: """
      They reveal how the image is built and deployed, and serve no purpose in it. They show that the whole \
      working directory was copied.
      """,
    fix: "List the files in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several files of one COPY, reported once",
        """
        layer: COPY . /app
        ▶ drwxr-xr-x 0:0 /app/.github
          -rw-r--r-- 0:0 /app/.github/workflows/ci.yml 40
          -rw-r--r-- 0:0 /app/Jenkinsfile 40
        """)
    ],
    silent: [
      .image(
        "files of installed packages",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /app/node_modules/x/.travis.yml 40
          -rw-r--r-- 0:0 /app/node_modules/x/.github/FUNDING.yml 40
        """)
    ],
    check: .image { image, _ in StrayFiles.pipelines.matches(in: image) })
}
