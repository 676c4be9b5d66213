import Findings
import Images

extension Rule {
  static let layerPasswordHash = Rule(
    id: "layer-password-hash",
    summary: "The hash of a password ships with the image.",
    why: """
      Everyone who can pull the image can guess at the hash for as long as they like, and the password is the \
      same in every container that is made of it. Deleting it in a later layer does not take it out.
      """,
    fix: "Give the account no password (RUN usermod -p '*' NAME), and let people in by keys or not at all.",
    severity: .high, confidence: .certain,
    references: [.cwe(798), .nist("3.1.4")],
    triggering: [
      .image(
        "a hash in shadow",
        """
        layer: RUN chpasswd
          ▶ -rw-r----- 0:42 /etc/shadow
            | root:*:19000:0:99999:7:::
            | app:$6$saltsalt$0123456789abcdef:19000:0:99999:7:::
        """),
      .image(
        "a hash behind the mark of a locked account",
        """
        layer: RUN passwd -l app
          ▶ -rw-r----- 0:42 /etc/shadow
            | app:!$y$j9T$saltsaltsalt$0123456789abcdef:19000:0:99999:7:::
        """),
      .image(
        "a hash that a later layer takes away",
        """
        layer: RUN chpasswd
          ▶ -rw-r----- 0:42 /etc/shadow
            | app:$6$saltsalt$0123456789abcdef:19000:0:99999:7:::
        layer: RUN usermod -p '*' app
          -rw-r----- 0:42 /etc/shadow
            | app:*:19000:0:99999:7:::
        """),
      .image(
        "a shadow file that two layers wrote: reported once, where it is seen",
        """
        layer: RUN chpasswd
          -rw-r----- 0:42 /etc/shadow
            | app:$6$saltsalt$0123456789abcdef:19000:0:99999:7:::
        layer: RUN useradd other
          ▶ -rw-r----- 0:42 /etc/shadow
            | app:$6$saltsalt$0123456789abcdef:19000:0:99999:7:::
            | other:!:19000:0:99999:7:::
        """),
    ],
    silent: [
      .image(
        "no hash",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | root:x:0:0:root:/root:/bin/sh
          -rw-r----- 0:42 /etc/shadow
            | root:*:19000:0:99999:7:::
            | daemon:!:19000:0:99999:7:::
        """)
    ],
    check: .image { image, _ in
      var newest: [String: (id: EntryID, line: Int, method: String)] = [:]
      for (number, layer) in image.layers.enumerated() {
        for (index, fact) in layer.scan.facts.sorted(by: { $0.key < $1.key }) {
          for (name, password, line) in fact.passwords {
            guard let method = password.hashMethod else { continue }
            newest[name] = (EntryID(layer: number, index: index), line, method)
          }
        }
      }
      return newest.sorted { $0.key < $1.key }.map { name, place in
        Match(
          image.sighting(place.id), in: image, line: place.line,
          "The account '\(name)' has a password, whose \(place.method) hash is in the image.", subject: name)
      }
    })
}

extension FileFact {
  /// The passwords of accounts and groups that a file tells.
  fileprivate var passwords: [(name: String, password: PasswordState, line: Int)] {
    switch content {
    case .passwd(let file): file.users.map { ($0.name, $0.password, $0.line) }
    case .shadow(let file): file.entries.map { ($0.name, $0.password, $0.line) }
    case .group(let file): file.groups.map { ("group " + $0.name, $0.password, $0.line) }
    case .groupShadow(let file): file.entries.map { ("group " + $0.name, $0.password, $0.line) }
    case .packages, .automatic, .requested, .manifest, .lock, .sudoers, .osRelease, .program, .nothing,
      .failure:
      []
    }
  }
}

extension PasswordState {
  fileprivate var hashMethod: String? {
    switch self {
    case .hash(let method), .lockedHash(let method): method
    case .empty, .locked, .shadowed: nil
    }
  }
}
