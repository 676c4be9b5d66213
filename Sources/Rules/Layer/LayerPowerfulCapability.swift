import Findings
import Images

extension Rule {
  static let layerPowerfulCapability = Rule(
    id: "layer-powerful-capability",
    summary: "A program has capabilities that are as good as root.",
    why: """
      With capabilities such as CAP_SYS_ADMIN, CAP_DAC_OVERRIDE or CAP_SETUID, whoever starts the program can \
      become root or read and change every file. That undoes running as a user without rights.
      """,
    fix: "Take them off (RUN setcap -r FILE), or give the container the one capability that the task needs.",
    severity: .high, confidence: .certain,
    references: [.cis("4.8"), .cwe(250)],
    triggering: [
      .image(
        "administration of the system",
        """
        layer: RUN setcap cap_sys_admin=+ep /srv/server
          ▶ -rwxr-xr-x 0:0 /srv/server 100
          capability 200000
        """)
    ],
    silent: [
      .image(
        "binding low ports",
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
        Match(file.sighting, in: image, "\(file.sighting.path.shown) has \(Phrase.list(file.powerfulNames)).")
      }
    })
}
