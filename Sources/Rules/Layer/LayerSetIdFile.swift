import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerSetIDFile = Rule(
    id: "layer-set-id-file",
    summary: "A program that no distribution ships as set-uid or set-gid runs with its owner's rights.",
    why: """
      A set-uid or set-gid program gives whoever starts it the rights of its owner, usually root. A flaw in \
      it, or a feature such as a shell escape, lets an unprivileged user become root.
      """,
    fix: "Clear the bits in the step that adds the file: RUN chmod a-s FILE.",
    severity: .medium, confidence: .firm,
    references: [.cis("4.8"), .cwe(250)],
    triggering: [
      .image(
        "a custom program",
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
        "a well-known name outside any package",
        """
        layer: RUN apt-get install -y app
          package dpkg app 1.0
          owns /usr/bin/app
          -rwxr-xr-x 0:0 /usr/bin/app 100
        layer: COPY su /usr/bin/su
          ▶ -rwsr-xr-x 0:0 /usr/bin/su 100
        """),
      .image(
        "a program that the container starts as a user, but that runs as root",
        """
        User: 1000:1000
        Entrypoint: ["/usr/bin/tini", "--", "/srv/server"]
        layer: COPY server /srv/server
          -rwxr-xr-x 0:0 /usr/bin/tini 100
          ▶ -rwsr-xr-x 0:0 /srv/server 100
          program go
        """),
      .image(
        "the distribution's sudo as the entry point",
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
        "the distribution's ping as the entry point, which drops root's rights",
        """
        User: 1000:1000
        Entrypoint: ["ping"]
        layer: RUN apt-get install -y iputils-ping
          package dpkg iputils-ping 1.9
          owns /usr/bin/ping
          -rwsr-xr-x 0:0 /usr/bin/ping 100
        """),
      .image(
        "the distribution's own program",
        """
        layer: RUN apt-get install -y passwd
          package dpkg passwd 4.13
          owns /usr/bin/passwd
          -rwsr-xr-x 0:0 /usr/bin/passwd 100
        """),
      .image(
        "bits without effect, and directories that pass on their group",
        """
        layer: COPY app /srv/app
          -rwSr--r-- 0:0 /srv/app/data 100
          -rw-r-Sr-- 0:50 /srv/app/locked 100
          drwxr-sr-x 0:50 /srv/app/shared
        """),
      .image(
        "a program whose bits a later layer clears",
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
        if let started, started.file == file.occurrence.id, !file.isDistributions || file.handsOutRoot {
          return .startedAsRoot(file.occurrence, user: started.user, in: image)
        }
        guard !file.isDistributions else { return nil }
        let path = file.occurrence.path.shown
        if let shell = file.handedOut { return .shell(file.occurrence, shell, in: image) }
        let package = file.package.map { ", although the package \($0) does not ship it that way" } ?? ""
        return Match(file.occurrence, in: image, "\(path) is \(file.bits)\(package).")
      }
    })
}

extension SetIDFile {
  /// A shell that anybody gets root's rights from: how intruders keep a way back.
  fileprivate var handedOut: String? {
    let isRoots = occurrence.entry.mode & 0o4000 != 0 && occurrence.entry.uid == 0
    return isRoots && SetIDPrograms.shells.contains(occurrence.path.name) ? occurrence.path.name : nil
  }
}

extension Match {
  fileprivate static func shell(_ file: FileOccurrence, _ name: String, in image: ImageFacts) -> Match {
    var match = Match(
      file, in: image,
      "\(file.path.shown) is the shell \(name) and is set-uid root, so any user of the container becomes root with it."
    )
    match.severity = .high
    return match
  }

  fileprivate static func startedAsRoot(_ file: FileOccurrence, user: UInt32, in image: ImageFacts) -> Match {
    var match = Match(
      file, in: image,
      "The container starts \(file.path.shown), which is set-uid root, so it runs as root although the image names the user \(user).",
      fix:
        "Clear the bit: RUN chmod u-s /\(file.path.shown.drop { $0 == "/" }). If the program needs a privilege, give it the capability."
    )
    match.severity = .high
    return match
  }
}
