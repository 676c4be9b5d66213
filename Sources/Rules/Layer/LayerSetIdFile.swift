import Findings
import Images

extension Rule {
  static let layerSetIDFile = Rule(
    id: "layer-set-id-file",
    summary: "A program that no distribution ships so runs with the rights of its owner.",
    why: """
      A set-uid or set-gid program gives whoever starts it the rights of its owner, mostly root. A flaw in it, or \
      a feature such as a shell escape, is a way from a user without rights to root.
      """,
    fix: "Take the bits off in the same step that brings the file: RUN chmod a-s FILE.",
    severity: .medium, confidence: .firm,
    references: [.cis("4.8"), .cwe(250)],
    examples: [
      .image(
        "a program of one's own",
        """
        layer: COPY helper /usr/local/bin/helper
          ▶ -rwsr-xr-x 0:0 /usr/local/bin/helper 100
        """),
      .image(
        "a shell that a step made set-uid",
        """
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /bin/dash 100
        layer: RUN chmod u+s /bin/dash
          ▶ -rwsr-xr-x 0:0 /bin/dash 100
        """),
      .image(
        "a program of a package that a step made set-gid",
        """
        layer: RUN apt-get install -y app
          package dpkg app 1.0
          owns /usr/bin/app
          -rwxr-xr-x 0:0 /usr/bin/app 100
        layer: RUN chmod g+s /usr/bin/app
          ▶ -rwxr-sr-x 0:50 /usr/bin/app 100
        """),
      .image(
        "a known name that belongs to no package",
        """
        layer: RUN apt-get install -y app
          package dpkg app 1.0
          owns /usr/bin/app
          -rwxr-xr-x 0:0 /usr/bin/app 100
        layer: COPY su /usr/bin/su
          ▶ -rwsr-xr-x 0:0 /usr/bin/su 100
        """),
      .image(
        "the distribution's own",
        """
        layer: RUN apt-get install -y passwd
          package dpkg passwd 4.13
          owns /usr/bin/passwd
          -rwsr-xr-x 0:0 /usr/bin/passwd 100
        """),
      .image(
        "bits that do nothing, and directories that hand on their group",
        """
        layer: COPY app /srv/app
          -rwSr--r-- 0:0 /srv/app/data 100
          -rw-r-Sr-- 0:50 /srv/app/locked 100
          drwxr-sr-x 0:50 /srv/app/shared
        """),
      .image(
        "a program whose bits a later layer takes off",
        """
        layer: COPY helper /usr/local/bin/helper
          -rwsr-xr-x 0:0 /usr/local/bin/helper 100
        layer: RUN chmod a-s /usr/local/bin/helper
          -rwxr-xr-x 0:0 /usr/local/bin/helper 100
        """),
    ],
    check: .image { image, _ in
      image.setIDFiles.filter { !$0.isDistributions }.map { file in
        let path = file.sighting.path.shown
        let package = file.package.map { ", though the package \($0) does not ship it so" } ?? ""
        return Match(file.sighting, in: image, "\(path) is \(file.bits)\(package).")
      }
    })
}
