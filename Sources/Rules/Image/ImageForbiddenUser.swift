import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenUser = Rule(
    id: "image-forbidden-user",
    summary: "The image runs as a user that the policy forbids or does not allow.",
    why: """
      The user decides what a container may read and write, in mounted directories too. Where the host's files \
      belong to one UID, only that UID works.
      """,
    fix: "End the Dockerfile with a user that the policy allows: USER appuser.",
    severity: .high, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "a user other than the allowed one",
        """
        policy: image: {users: [appuser]}
        ▶ User: nobody
        """),
      .image(
        "no user, which means root",
        """
        policy: image: {users: [appuser]}
        ▶ User:
        """),
      .image(
        "a forbidden user, given by UID",
        """
        policy: image: {forbidden-users: [postgres]}
        ▶ User: 70:70
        layer: RUN adduser
          -rw-r--r-- 0:0 /etc/passwd
            | postgres:x:70:70::/var/lib/postgresql:/bin/sh
        """),
    ],
    silent: [
      .image(
        "the allowed user, given by UID",
        """
        policy: image: {users: [appuser]}
        User: 10001:10001
        layer: RUN adduser
          -rw-r--r-- 0:0 /etc/passwd
            | appuser:x:10001:10001::/home/appuser:/bin/sh
        """)
    ],
    check: .image { image, policy in TraitRequirements(.user, image, policy).forbidden })
}
