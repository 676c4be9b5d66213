import Findings
import Images

extension Rule {
  static let layerDuplicateUid = Rule(
    id: "layer-duplicate-uid",
    summary: "Two users share one UID.",
    why: """
      The system identifies users by UID: what belongs to one user belongs to the other, and logs name \
      whichever comes first. Usually somebody added a user by hand with a UID that was taken.
      """,
    fix: """
      Give each user a UID of its own in the Dockerfile, before USER: RUN usermod -u 10002 NAME. In a running \
      container usermod fails with status 8, because a process has the UID.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(286)],
    triggering: [
      .image(
        "a UID that was taken",
        """
        layer: COPY passwd /etc/passwd
          ▶ -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/home/app:/bin/sh
            | web:x:1000:1001::/home/web:/bin/sh
        """)
    ],
    silent: [
      .image(
        "names for nobody, which share a UID in distributions",
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
      // UID 0 is another rule's.
      let users = (image.facts.passwd?.users ?? []).filter { $0.uid != 0 }
      return image.sharedNumbers(
        users, at: "etc/passwd", number: \.uid, name: \.name, line: \.line
      ) { "The users '\($0)' and '\($1)' share the UID \($2)." }
    })
}
