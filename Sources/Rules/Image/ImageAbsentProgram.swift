import Findings
import Images
import Policies

extension Rule {
  static let imageAbsentProgram = Rule(
    id: "image-absent-program",
    summary: "A program that the policy asks for is not in the image.",
    why: """
      A program that is run from outside, by a health check, an orchestrator or a person at night, has \
      to be in the image when it is needed.
      """,
    fix: "Install the program, or put its directory into PATH.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "not there",
        """
        policy: image: {required-programs: [pg_isready]}
        ▶ image: app:1.0
        layer: COPY tool /usr/bin/
          -rwxr-xr-x 0:0 /usr/bin/psql 100
        """),
      .image(
        "there and not to be executed",
        """
        policy: image: {required-programs: [/srv/start]}
        ▶ image: app:1.0
        layer: COPY start /srv/
          -rw-r--r-- 0:0 /srv/start 100
        """),
    ],
    silent: [
      .image(
        "there, through a link and PATH",
        """
        policy: image: {required-programs: [pg_isready]}
        Env: PATH=/bin
        layer: COPY tool /usr/bin/
          lrwxrwxrwx 0:0 /bin -> usr/bin
          -rwxr-xr-x 0:0 /usr/bin/pg_isready 100
        """)
    ],
    needs: [.tree],
    check: .image { image, policy in PackageDemands(image, policy).missingPrograms })
}
