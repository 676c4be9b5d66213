import Findings
import Images

extension Rule {
  static let layerWorldWritableFile = Rule(
    id: "layer-world-writable-file",
    summary: "Every user may change a file.",
    why: """
      A file that everyone may write to can be changed by any process in the container, whatever user it runs as: \
      a program or a configuration that is changed so works for whoever changed it.
      """,
    fix:
      "Give the file to the user that needs it (COPY --chown, chown) and take the right from others: chmod o-w.",
    severity: .medium, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .image(
        "a configuration",
        """
        layer: COPY app.conf /etc/app.conf
          ▶ -rw-rw-rw- 0:0 /etc/app.conf 10
        """),
      .image(
        "several in one directory: one finding",
        """
        layer: RUN chmod 666 /srv/app/*
          ▶ -rw-rw-rw- 0:0 /srv/app/a 10
          -rw-rw-rw- 0:0 /srv/app/b 10
        """),
    ],
    silent: [
      .image(
        "links, whose mode means nothing, and files of groups",
        """
        layer: COPY app /srv/app
          lrwxrwxrwx 0:0 /srv/app/current -> /srv/app/v1
          -rw-rw-r-- 0:50 /srv/app/v1 10
        """),
      .image(
        "a file in a directory that is reported as a whole",
        """
        layer: RUN chmod -R 777 /srv/app
          drwxrwxrwx 0:0 /srv/app
          -rwxrwxrwx 0:0 /srv/app/run.sh 10
        """),
    ],
    check: .image { image, _ in
      WorldWritable(image).files.compactMap { files in
        guard let first = files.first else { return nil }
        let directory = (first.path.parent ?? first.path).shown
        let message =
          files.count == 1
          ? "\(first.path.shown) is writable for everyone."
          : "\(files.count) files in \(directory) are writable for everyone: \(Phrase.list(files.map(\.path.name)))."
        return Match(first, in: image, message)
      }
    })
}
