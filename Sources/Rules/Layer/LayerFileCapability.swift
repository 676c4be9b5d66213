import Findings
import Images

extension Rule {
  static let layerFileCapability = Rule(
    id: "layer-file-capability",
    summary: "A program has file capabilities.",
    why: """
      File capabilities give whoever starts the program a part of root's rights. They are narrower than \
      set-uid but as easily forgotten, and a container that drops all capabilities cannot start the program.
      """,
    fix: """
      Remove them with RUN setcap -r FILE. For a low port, listen on one above 1023 and let the engine map it, \
      or set net.ipv4.ip_unprivileged_port_start.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.8")],
    triggering: [
      .image(
        "the capability to bind low ports",
        """
        layer: RUN setcap cap_net_bind_service=+ep /srv/server
          ▶ -rwxr-xr-x 0:0 /srv/server 100
          capability 400
        """),
      .image(
        "a powerful capability of a distribution's package",
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
        "an empty set of capabilities",
        """
        layer: COPY server /srv/server
          -rwxr-xr-x 0:0 /srv/server 100
          capability 0
        """),
      .image(
        "a powerful capability, which another rule reports",
        """
        layer: RUN setcap cap_sys_admin=+ep /srv/server
          -rwxr-xr-x 0:0 /srv/server 100
          capability 200000
        """),
    ],
    check: .image { image, _ in
      image.capableFiles.filter { $0.package != nil || $0.powerfulNames.isEmpty }.map { file in
        let package = file.package.map { " The package \($0) ships it this way." } ?? ""
        let names = Phrase.list(file.capabilities.names)
        let noun = file.capabilities.names.count == 1 ? "capability" : "capabilities"
        return Match(
          file.occurrence, in: image, "\(file.occurrence.path.shown) has the file \(noun) \(names).\(package)"
        )
      }
    })
}
