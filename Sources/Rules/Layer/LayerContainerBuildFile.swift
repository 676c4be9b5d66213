import Findings
import Images

extension Rule {
  static let layerContainerBuildFile = Rule(
    id: "layer-container-build-file",
    summary: "Files that build or start containers are in the image.",
    why: """
      A Dockerfile or compose file in its own image reveals other services, their passwords and networks, and \
      shows that the whole working directory was copied.
      """,
    fix: "List the files in .dockerignore, or copy only the directories that the application needs.",
    severity: .low, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "several files of one COPY, reported once",
        """
        layer: COPY . /app
        ▶ -rw-r--r-- 0:0 /app/Dockerfile 40
          -rw-r--r-- 0:0 /app/docker-compose.yml 40
        """)
    ],
    silent: [
      .image(
        "the distribution's documentation",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /usr/share/doc/podman/Dockerfile 40
        """)
    ],
    check: .image { image, _ in StrayFiles.containerBuilds.matches(in: image) })
}
