import Findings
import Images

extension Rule {
  static let layerDuplicateUid = Rule(
    id: "layer-duplicate-uid",
    summary: "Two users share one number.",
    why: """
      The system knows users by number: what belongs to one of them belongs to the other, and logs name whichever \
      comes first. Mostly a user was added by hand with a number that was taken.
      """,
    fix: "Give each user a number of its own.",
    severity: .low, confidence: .certain,
    references: [.cwe(286)],
    triggering: [
      .image(
        "a number that was taken",
        """
        layer: COPY passwd /etc/passwd
          ▶ -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
            | web:x:1000:1001::/home/web:/bin/sh
        """)
    ],
    silent: [
      .image(
        "names for nobody, which distributions give one number",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/passwd
            | nobody:x:65534:65534:nobody:/:/sbin/nologin
            | nfsnobody:x:65534:65534::/var/lib/nfs:/sbin/nologin
        """),
      .image(
        "the same line twice",
        """
        layer: COPY passwd /etc/passwd
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
            | app:x:1000:1000::/home/app:/bin/sh
        """),
    ],
    check: .image { image, _ in
      var first: [UInt32: String] = [:]
      return (image.facts.passwd?.users ?? []).compactMap { account in
        guard let other = first[account.uid] else {
          first[account.uid] = account.name
          return nil
        }
        // Number 0 is another rule's.
        guard account.uid != 0 else { return nil }
        guard other != account.name, !AccountNames.isNobody(other, account.name) else { return nil }
        return image.match(
          at: "etc/passwd", line: account.line,
          "The users '\(other)' and '\(account.name)' both have the number \(account.uid).",
          subject: account.name)
      }
    })
}
