import Findings
import Images

extension Rule {
  static let layerVersionControlDirectory = Rule(
    id: "layer-version-control-directory",
    summary: "A project's version history is in the image.",
    why: """
      A .git directory holds every version of every file, including secrets that were removed long ago, and \
      often the server's address and token. It may also be larger than the application.
      """,
    fix: "Add .git to .dockerignore, or copy only the directories that the application needs.",
    severity: .medium, confidence: .certain,
    references: [.cis("4.10"), .cwe(527)],
    triggering: [
      .image(
        "a repository copied with the application",
        """
        layer: COPY . /app
        ▶ drwxr-xr-x 0:0 /app/.git
          -rw-r--r-- 0:0 /app/.git/HEAD 20
          -rw-r--r-- 0:0 /app/.git/objects/pack/pack-1.pack 400
        """),
      .image(
        "a repository that a later layer deletes",
        """
        layer: RUN git clone https://example.com/x /src
        ▶ drwxr-xr-x 0:0 /src/.git
          -rw-r--r-- 0:0 /src/.git/config 20
        layer: RUN rm -rf /src
          delete /src
        """),
    ],
    silent: [
      .image(
        "files of Git that are not a repository",
        """
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/.gitignore 20
          -rw-r--r-- 0:0 /app/.gitattributes 20
          -rw-r--r-- 0:0 /app/.git 20
          -rw-r--r-- 0:0 /app/.github/workflows/ci.yml 20
        """)
    ],
    check: .image { image, _ in VersionControlFolders.matches(in: image) })
}
