import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerAuthorizedKeys = Rule(
    id: "layer-authorized-keys",
    summary: "The image lets the holders of certain SSH keys log in.",
    why: """
      An authorized_keys file lets whoever holds one of its keys into every container of the image, even after \
      they leave the team. It also suggests that people log in to the container.
      """,
    fix: """
      Remove the file from the image, and enter containers through the engine: docker exec or kubectl exec.
      """,
    severity: .medium, confidence: .firm,
    references: [.nist("4.1.3")],
    triggering: [
      .image(
        "root's keys",
        """
        layer: COPY keys /root/.ssh/authorized_keys
          ▶ -rw------- 0:0 /root/.ssh/authorized_keys 80
        """),
      .image(
        "a key behind a comment",
        """
        layer: COPY keys /home/app/.ssh/authorized_keys
          ▶ -rw------- 7:7 /home/app/.ssh/authorized_keys
          | # on call
          | restrict ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 someone
        """),
    ],
    silent: [
      .image(
        "an empty list",
        """
        layer: RUN touch /root/.ssh/authorized_keys
          -rw------- 0:0 /root/.ssh/authorized_keys
        """),
      .image(
        "lists with blank lines and comments only",
        """
        layer: COPY keys /root/.ssh/
          -rw------- 0:0 /root/.ssh/authorized_keys
          | # keys are mounted at run time
          |
          |   # ssh-ed25519 AAAA...
          -rw------- 0:0 /root/.ssh/authorized_keys2
          |
        """),
      .image(
        "a file with that name elsewhere",
        """
        layer: COPY docs /usr/share/doc/app
          -rw-r--r-- 0:0 /usr/share/doc/app/authorized_keys 80
        """),
      .image(
        "a list that a later layer deletes",
        """
        layer: COPY keys /root/.ssh/authorized_keys
          -rw------- 0:0 /root/.ssh/authorized_keys 80
        layer: RUN rm /root/.ssh/authorized_keys
          delete /root/.ssh/authorized_keys
        """),
    ],
    check: .image { image, _ in
      let names = ["authorized_keys", "authorized_keys2"]
      return names.flatMap { image.occurrences(named: $0) }.filter { file in
        guard file.state == .visible, file.entry.kind == .file, file.entry.size > 0,
          !image.facts.emptyLists.contains(file.path.bytes)
        else { return false }
        let directory = file.path.parent ?? ArchivePath("")
        return directory.lastComponent.elementsEqual(".ssh".utf8) || directory == ArchivePath("etc/dropbear")
      }.map {
        Match($0, in: image, "The keys in \($0.path.shown) can log in to every container of this image.")
      }
    })
}
