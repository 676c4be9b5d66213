import Findings
import Images

extension Rule {
  static let layerDistributionSetIDFile = Rule(
    id: "layer-distribution-set-id-file",
    summary: "The distribution's set-uid and set-gid programs are in the image.",
    why: """
      Programs such as su, mount and passwd run with root's rights, whoever starts them. A service in a \
      container does not need them; without them, and with no-new-privileges, this way to root is closed.
      """,
    fix: """
      Start from an image without them, or clear the bits: RUN find / -xdev -perm /6000 -type f -exec chmod \
      a-s {} +. Also run the container with no-new-privileges.
      """,
    severity: .note, confidence: .certain,
    references: [.cis("4.8")],
    triggering: [
      .image(
        "a layer's programs, reported once",
        """
        layer: RUN apt-get install -y passwd mount
          package dpkg passwd 4.13
          owns /usr/bin/passwd
          ▶ -rwsr-xr-x 0:0 /usr/bin/chage 100
          owns /usr/bin/chage
          -rwsr-xr-x 0:0 /usr/bin/passwd 100
        """),
      .image(
        "well-known names without a package database",
        """
        layer: ADD rootfs.tar /
          ▶ -rwsr-xr-x 0:0 /bin/su 100
        """),
    ],
    silent: [
      .image(
        "a program without the bits",
        """
        layer: RUN apt-get install -y passwd
          package dpkg passwd 4.13
          owns /usr/bin/passwd
          -rwxr-xr-x 0:0 /usr/bin/passwd 100
        """),
      .image(
        "a custom program, which another rule reports",
        """
        layer: COPY helper /usr/local/bin/helper
          -rwsr-xr-x 0:0 /usr/local/bin/helper 100
        """),
    ],
    check: .image { image, _ in
      let files = image.setIDFiles.filter(\.isDistributions)
      return Dictionary(grouping: files, by: \.occurrence.layer).sorted { $0.key < $1.key }.compactMap {
        _, files in
        let files = files.sorted { $0.occurrence.path < $1.occurrence.path }
        guard let first = files.first else { return nil }
        let names = Phrase.list(files.map(\.occurrence.path.name), most: 12)
        let count = Phrase.count(files.count, "set-id program")
        return Match(first.occurrence, in: image, "The layer holds \(count) of the distribution: \(names).")
      }
    })
}
