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
    triggering: [
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
        "a program that the container starts under a user: it runs as root all the same",
        """
        User: 1000:1000
        Entrypoint: ["/usr/bin/tini", "--", "/srv/server"]
        layer: COPY server /srv/server
          -rwxr-xr-x 0:0 /usr/bin/tini 100
          ▶ -rwsr-xr-x 0:0 /srv/server 100
          program go
        """),
      .image(
        "the distribution's sudo as what the container starts",
        """
        User: 1000:1000
        Entrypoint: ["sudo", "-E", "/srv/server"]
        layer: RUN apt-get install -y sudo
          package dpkg sudo 1.9
          owns /usr/bin/sudo
          ▶ -rwsr-xr-x 0:0 /usr/bin/sudo 100
        """),
    ],
    silent: [
      .image(
        "the distribution's ping as what the container starts, which gives root's rights up",
        """
        User: 1000:1000
        Entrypoint: ["ping"]
        layer: RUN apt-get install -y iputils-ping
          package dpkg iputils-ping 1.9
          owns /usr/bin/ping
          -rwsr-xr-x 0:0 /usr/bin/ping 100
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
      let started = image.startsAsRoot
      return image.setIDFiles.compactMap { file in
        if let started, started.file == file.sighting.id, !file.isDistributions || file.handsOutRoot {
          return .startedAsRoot(file.sighting, user: started.user, in: image)
        }
        guard !file.isDistributions else { return nil }
        let path = file.sighting.path.shown
        let package = file.package.map { ", though the package \($0) does not ship it so" } ?? ""
        return Match(file.sighting, in: image, "\(path) is \(file.bits)\(package).")
      }
    })
}

extension Match {
  fileprivate static func startedAsRoot(_ file: Sighting, user: UInt32, in image: ImageFacts) -> Match {
    var match = Match(
      file, in: image,
      "The container starts \(file.path.shown), which is set-uid root: it runs as root, although the image names the user \(user).",
      fix:
        "Take the bit off: RUN chmod u-s /\(file.path.shown.drop { $0 == "/" }). Give a port or a right that it needs by a capability."
    )
    match.severity = .high
    return match
  }
}
