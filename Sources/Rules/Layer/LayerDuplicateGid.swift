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
      var first: [UInt32: String] = [:]
      return (image.facts.group?.groups ?? []).compactMap { account in
        guard let other = first[account.gid] else {
          first[account.gid] = account.name
          return nil
        }
        guard other != account.name, !AccountNames.isNobody(other, account.name) else { return nil }
        return image.match(
          at: "etc/group", line: account.line,
          "The groups '\(other)' and '\(account.name)' share the GID \(account.gid).",
          subject: account.name)
      }
    })
}
