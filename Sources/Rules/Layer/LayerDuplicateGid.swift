import Findings
import Images

extension Rule {
  static let layerDuplicateGid = Rule(
    id: "layer-duplicate-gid",
    summary: "Two groups share one GID.",
    why: """
      The system identifies groups by GID: what belongs to one group belongs to the other, and logs name \
      whichever comes first. Usually somebody added a group by hand with a GID that was taken.
      """,
    fix: "Give each group a GID of its own in the Dockerfile: RUN groupmod -g 10002 NAME.",
    severity: .low, confidence: .certain,
    references: [.cwe(286)],
    triggering: [
      .image(
        "a GID that was taken",
        """
        layer: COPY group /etc/group
          ▶ -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
            | web:x:1000:
        """)
    ],
    silent: [
      .image(
        "names for nobody, which share a GID in distributions",
        """
        layer: ADD rootfs.tar /
          -rw-r--r-- 0:0 /etc/group
            | nogroup:x:65534:
            | nobody:x:65534:
        """),
      .image(
        "the same line twice",
        """
        layer: COPY group /etc/group
          -rw-r--r-- 0:0 /etc/group
            | app:x:1000:
            | app:x:1000:
        """),
    ],
    check: .image { image, _ in
      image.sharedNumbers(
        image.facts.group?.groups ?? [], at: "etc/group", number: \.gid, name: \.name, line: \.line
      ) { "The groups '\($0)' and '\($1)' share the GID \($2)." }
    })
}
