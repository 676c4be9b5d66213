import Findings
import Images

extension Rule {
  static let layerPasswordHash = Rule(
    id: "layer-password-hash",
    summary: "A password hash ships with the image.",
    why: """
      Everyone who can pull the image can try to crack the hash for as long as they like, and every container \
      of the image has the same password. Deleting the hash in a later layer does not remove it.
      """,
    fix: """
      Remove the password in the step that sets it, with RUN usermod -p '*' NAME, and change it wherever else \
      it is used.
      """,
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
        "a locked account's hash",
        """
        layer: RUN passwd -l app
          ▶ -rw-r----- 0:42 /etc/shadow
            | app:!$y$j9T$saltsaltsalt$0123456789abcdef:19000:0:99999:7:::
        """),
      .image(
        "a hash that a later layer removes",
        """
        layer: RUN chpasswd
          ▶ -rw-r----- 0:42 /etc/shadow
            | app:$6$saltsalt$0123456789abcdef:19000:0:99999:7:::
        layer: RUN usermod -p '*' app
          -rw-r----- 0:42 /etc/shadow
            | app:*:19000:0:99999:7:::
        """),
      .image(
        "a shadow file written by two layers, reported once",
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
        let isGroup = name.hasPrefix(groupMark)
        let owner = isGroup ? "The group '\(name.dropFirst(groupMark.count))'" : "The account '\(name)'"
        return Match(
          image.occurrence(place.id), in: image, line: place.line,
          "\(owner) has a password, and its \(place.method) hash ships with the image.", subject: name,
          fix: isGroup ? "Remove the group's password in the step that sets it: RUN gpasswd -r NAME." : nil)
      }
    })
}

/// What stands before a group's name, which an account's name cannot begin with.
private let groupMark = "group "

extension FileFact {
  /// The passwords of accounts and groups that a file tells.
  fileprivate var passwords: [(name: String, password: PasswordState, line: Int)] {
    switch content {
    case .passwd(let file): file.users.map { ($0.name, $0.password, $0.line) }
    case .shadow(let file): file.entries.map { ($0.name, $0.password, $0.line) }
    case .group(let file): file.groups.map { (groupMark + $0.name, $0.password, $0.line) }
    case .groupShadow(let file): file.entries.map { (groupMark + $0.name, $0.password, $0.line) }
    case .packages, .automatic, .requested, .manifest, .lock, .sudoers, .osRelease, .autostart, .program,
      .emptyList, .nothing, .failure:
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
