import Findings
import Images

extension Rule {
  static let layerPowerfulCapability = Rule(
    id: "layer-powerful-capability",
    summary: "A program has capabilities that are as good as root.",
    why: """
      With CAP_SYS_ADMIN, CAP_SETUID and their like, whoever starts the program can become root, or read and \
      change every file. That defeats running as an unprivileged user.
      """,
    fix: """
      Remove them with RUN setcap -r FILE, or give the container only the capability that it needs: docker run \
      --cap-add NAME.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("4.8"), .cwe(250)],
    triggering: [
      .image(
        "the capability to administer the system",
        """
        layer: RUN setcap cap_sys_admin=+ep /srv/server
          ▶ -rwxr-xr-x 0:0 /srv/server 100
          capability 200000
        """)
    ],
    silent: [
      .image(
        "the capability to bind low ports",
        """
        layer: RUN setcap cap_net_bind_service=+ep /srv/server
          -rwxr-xr-x 0:0 /srv/server 100
          capability 400
        """),
      .image(
        "a distribution's package",
        """
        layer: RUN apt-get install -y uidmap
          package dpkg uidmap 4.13
          owns /usr/bin/newuidmap
          -rwxr-xr-x 0:0 /usr/bin/newuidmap 100
          capability 80
        """),
    ],
    check: .image { image, _ in
      image.capableFiles.filter { $0.package == nil && !$0.powerfulNames.isEmpty }.map { file in
        let names = file.powerfulNames
        let what =
          names.count == 1
          ? "capability \(names[0]), which is" : "capabilities \(Phrase.list(names)), which are"
        return Match(
          file.occurrence, in: image, "\(file.occurrence.path.shown) has the \(what) as good as root.")
      }
    })
}
