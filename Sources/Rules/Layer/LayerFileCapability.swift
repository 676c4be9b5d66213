import Findings
import Images

extension Rule {
  static let layerFileCapability = Rule(
    id: "layer-file-capability",
    summary: "A program has capabilities of its own.",
    why: """
      File capabilities give a part of root's rights to whoever starts the program. They are mostly finer than \
      set-uid, but as easily forgotten; and a container that drops all capabilities cannot start such a program.
      """,
    fix: """
      Take them off (RUN setcap -r FILE). To bind a low port, listen on one above 1023 and let the engine map it, \
      or set net.ipv4.ip_unprivileged_port_start.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.8")],
    triggering: [
      .image(
        "binding low ports",
        """
        layer: RUN setcap cap_net_bind_service=+ep /srv/server
          ▶ -rwxr-xr-x 0:0 /srv/server 100
          capability 400
        """),
      .image(
        "powerful ones of a distribution's package",
        """
        layer: RUN dnf install -y shadow-utils
          package dpkg uidmap 4.13
          owns /usr/bin/newuidmap
          ▶ -rwxr-xr-x 0:0 /usr/bin/newuidmap 100
          capability 80
        """),
    ],
    silent: [
      .image(
        "none",
        """
        layer: COPY server /srv/server
          -rwxr-xr-x 0:0 /srv/server 100
          capability 0
        """),
      .image(
        "powerful ones, which are another rule's",
        """
        layer: RUN setcap cap_sys_admin=+ep /srv/server
          -rwxr-xr-x 0:0 /srv/server 100
          capability 200000
        """),
    ],
    check: .image { image, _ in
      image.capableFiles.filter { $0.package != nil || $0.powerfulNames.isEmpty }.map { file in
        let package = file.package.map { " It comes so with the package \($0)." } ?? ""
        let names = Phrase.list(file.capabilities.names)
        return Match(file.sighting, in: image, "\(file.sighting.path.shown) has \(names).\(package)")
      }
    })
}
