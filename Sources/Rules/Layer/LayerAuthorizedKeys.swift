import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerAuthorizedKeys = Rule(
    id: "layer-authorized-keys",
    summary: "The image lets holders of certain SSH keys log in.",
    why: """
      A list of authorized keys in an image is a door that opens in every container made of it, for whoever holds \
      one of the keys, now and after they left. It also says that the image is meant to be logged in to.
      """,
    fix: "Take the file out of the image; reach containers through the engine (docker exec, kubectl exec).",
    severity: .medium, confidence: .firm,
    references: [.nist("4.1.3")],
    triggering: [
      .image(
        "the keys of root",
        """
        layer: COPY keys /root/.ssh/authorized_keys
          ▶ -rw------- 0:0 /root/.ssh/authorized_keys 80
        """)
    ],
    silent: [
      .image(
        "an empty list",
        """
        layer: RUN touch /root/.ssh/authorized_keys
          -rw------- 0:0 /root/.ssh/authorized_keys
        """),
      .image(
        "a file of the name elsewhere",
        """
        layer: COPY docs /usr/share/doc/app
          -rw-r--r-- 0:0 /usr/share/doc/app/authorized_keys 80
        """),
      .image(
        "a list that a later layer takes away, and lets nobody in",
        """
        layer: COPY keys /root/.ssh/authorized_keys
          -rw------- 0:0 /root/.ssh/authorized_keys 80
        layer: RUN rm /root/.ssh/authorized_keys
          delete /root/.ssh/authorized_keys
        """),
    ],
    check: .image { image, _ in
      let names = ["authorized_keys", "authorized_keys2"]
      return names.flatMap { image.sightings(named: $0) }.filter { file in
        guard file.state == .visible, file.entry.kind == .file, file.entry.size > 0 else { return false }
        let directory = file.path.parent ?? ArchivePath("")
        return directory.lastComponent.elementsEqual(".ssh".utf8) || directory == ArchivePath("etc/dropbear")
      }.map {
        Match($0, in: image, "The keys in \($0.path.shown) may log in to every container of this image.")
      }
    })
}
