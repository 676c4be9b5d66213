import Findings
import Images

extension Rule {
  static let layerWorldWritableFile = Rule(
    id: "layer-world-writable-file",
    summary: "Every user can change a file.",
    why: """
      Any process in the container can change a file that everyone can write to, whatever user it runs as. A \
      changed program or configuration then works for whoever changed it.
      """,
    fix: """
      Give the file to the user who needs it, with COPY --chown or chown, and remove the write permission of \
      others: RUN chmod o-w FILE.
      """,
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
        "several files in one directory, reported once",
        """
        layer: RUN chmod 666 /srv/app/*
          ▶ -rw-rw-rw- 0:0 /srv/app/a 10
          -rw-rw-rw- 0:0 /srv/app/b 10
        """),
    ],
    silent: [
      .image(
        "links, whose mode has no effect, and group-writable files",
        """
        layer: COPY app /srv/app
          lrwxrwxrwx 0:0 /srv/app/current -> /srv/app/v1
          -rw-rw-r-- 0:50 /srv/app/v1 10
        """),
      .image(
        "a file in a directory that another rule reports",
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
          ? "\(first.path.shown) is writable by everyone."
          : "\(files.count) files in \(directory) are writable by everyone: \(Phrase.list(files.map(\.path.name)))."
        return Match(first, in: image, message)
      }
    })
}
