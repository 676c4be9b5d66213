import Findings
import Images

extension Rule {
  static let layerWorldWritableDirectory = Rule(
    id: "layer-world-writable-directory",
    summary: "Every user can create, replace and delete files in a directory.",
    why: """
      In a directory that everyone can write to and that has no sticky bit, any process can replace another's \
      file: a program, a configuration, a library. The mode usually comes from chmod 777.
      """,
    fix: "Give the directory to the user who needs it, with COPY --chown or chown, and set mode 755 or 750.",
    severity: .medium, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .image(
        "a tree that one step opened, reported at its top",
        """
        layer: RUN chmod -R 777 /srv/app
          ▶ drwxrwxrwx 0:0 /srv/app
          drwxrwxrwx 0:0 /srv/app/data
          -rwxrwxrwx 0:0 /srv/app/run.sh 10
        """)
    ],
    silent: [
      .image(
        "the sticky bit, and group-writable directories",
        """
        layer: ADD rootfs.tar /
          drwxrwxrwt 0:0 /tmp
          drwxrwxrwt 0:0 /var/tmp
          drwxrwxr-x 0:50 /srv
          lrwxrwxrwx 0:0 /var/lock -> /run/lock
        """),
      .image(
        "a directory that the engine mounts over",
        """
        layer: ADD rootfs.tar /
          drwxrwxrwx 0:0 /dev/shm
        """),
      .image(
        "a directory that a later layer closes",
        """
        layer: RUN chmod 777 /srv
          drwxrwxrwx 0:0 /srv
        layer: RUN chmod 755 /srv
          drwxr-xr-x 0:0 /srv
        """),
    ],
    check: .image { image, _ in
      WorldWritable(image).directories.map { place in
        let counts = [(place.directories, "directory"), (place.files, "file")].filter { $0.0 > 0 }.map {
          number, noun in
          Phrase.count(number, noun, noun == "directory" ? "directories" : nil)
        }
        let verb = place.directories + place.files == 1 ? "is" : "are"
        let below = counts.isEmpty ? "" : ", and so \(verb) \(Phrase.list(counts)) below it"
        return Match(
          place.occurrence, in: image, "\(place.occurrence.path.shown) is writable by everyone\(below).")
      }
    })
}
