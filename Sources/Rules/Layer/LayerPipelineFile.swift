import Findings
import Images

extension Rule {
  static let layerPipelineFile = Rule(
    id: "layer-pipeline-file",
    summary: "Files of the build pipeline are in the image.",
    why: """
      They tell how the image is built and deployed, and serve nobody in it. They show that the whole \
      working directory was copied.
      """,
    fix: "Name them in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several of one COPY are one finding",
        """
        layer: COPY . /app
        ▶ drwxr-xr-x 0:0 /app/.github
          -rw-r--r-- 0:0 /app/.github/workflows/ci.yml 40
          -rw-r--r-- 0:0 /app/Jenkinsfile 40
        """)
    ],
    silent: [
      .image(
        "in packages of others",
        """
        layer: RUN npm ci
          -rw-r--r-- 0:0 /app/node_modules/x/.travis.yml 40
          -rw-r--r-- 0:0 /app/node_modules/x/.github/FUNDING.yml 40
        """)
    ],
    check: .image { image, _ in StrayFiles.pipelines.matches(in: image) })
}
