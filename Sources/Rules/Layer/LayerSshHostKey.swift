import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerSSHHostKey = Rule(
    id: "layer-ssh-host-key",
    summary: "Private keys of an SSH server ship with the image.",
    why: """
      All containers of the image identify themselves with the same key, and everyone who can pull the image \
      has it, so anyone can impersonate such a server. Installing openssh-server creates the keys.
      """,
    fix: """
      Remove the SSH server. If you need one, delete the keys in the RUN that installs it, with rm \
      /etc/ssh/ssh_host_*, and create new ones when the container starts, with ssh-keygen -A.
      """,
    severity: .high, confidence: .certain,
    references: [.cwe(321), .nist("3.1.4")],
    triggering: [
      .image(
        "keys that the package created, reported once",
        """
        layer: RUN apt-get install -y openssh-server
          ▶ -rw------- 0:0 /etc/ssh/ssh_host_ecdsa_key 505
          -rw------- 0:0 /etc/ssh/ssh_host_ed25519_key 411
          -rw-r--r-- 0:0 /etc/ssh/ssh_host_ed25519_key.pub 93
        """),
      .image(
        "a key that a later layer deletes",
        """
        layer: RUN apk add dropbear
          ▶ -rw------- 0:0 /etc/dropbear/dropbear_ed25519_host_key 83
        layer: RUN rm /etc/dropbear/*
          delete /etc/dropbear/dropbear_ed25519_host_key
        """),
    ],
    silent: [
      .image(
        "public keys, and private keys that no server uses",
        """
        layer: COPY ssh /etc/ssh
          -rw-r--r-- 0:0 /etc/ssh/ssh_host_rsa_key.pub 393
          -rw------- 0:0 /etc/ssh/ssh_host_rsa_key
          -rw-r--r-- 0:0 /usr/share/doc/ssh/ssh_host_rsa_key 393
        """)
    ],
    check: .image { image, _ in
      let keys = SSHHostKeys.names.flatMap { image.occurrences(named: $0) }.filter { file in
        let directory = file.path.parent ?? ArchivePath("")
        return file.entry.kind == .file && file.entry.size > 0 && SSHHostKeys.directories.contains(directory)
      }
      return Dictionary(grouping: keys, by: \.layer).sorted { $0.key < $1.key }.compactMap { _, keys in
        let keys = keys.sorted { $0.path < $1.path }
        guard let first = keys.first(where: { $0.state == .visible }) ?? keys.first else { return nil }
        let names = Phrase.list(keys.map(\.path.name))
        return Match(
          first, in: image,
          keys.count == 1
            ? "The private SSH host key \(names) ships with the image."
            : "The private SSH host keys \(names) ship with the image.")
      }
    })
}

/// Where SSH servers keep the keys that prove who they are.
private enum SSHHostKeys {
  static let directories: Set<ArchivePath> = [ArchivePath("etc/ssh"), ArchivePath("etc/dropbear")]

  static let names =
    ["rsa", "dsa", "ecdsa", "ed25519", "ed25519_sk"].map { "ssh_host_\($0)_key" }
    + ["rsa", "dss", "ecdsa", "ed25519"].map { "dropbear_\($0)_host_key" }
}
