import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenUser = Rule(
    id: "image-forbidden-user",
    summary: "The image runs as a user that the policy forbids or does not allow.",
    why: """
      Who a container runs as decides what it may read and write, in mounted directories too. Where the \
      host's files belong to one number, only that number is right.
      """,
    fix: "End the Dockerfile with the user that the policy names: USER appuser.",
    severity: .high, confidence: .certain,
    references: [.cwe(250)],
    triggering: [
      .image(
        "another user than the one that is allowed",
        """
        policy: image: {users: [appuser]}
        ▶ User: nobody
        """),
      .image(
        "no user at all, which is root",
        """
        policy: image: {users: [appuser]}
        ▶ User:
        """),
      .image(
        "a user that is forbidden, by its number",
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
        "the number of the user that is allowed",
        """
        policy: image: {users: [appuser]}
        User: 10001:10001
        layer: RUN adduser
          -rw-r--r-- 0:0 /etc/passwd
            | appuser:x:10001:10001::/home/appuser:/bin/sh
        """)
    ],
    check: .image { image, policy in TraitDemands(.user, image, policy).forbidden })
}
