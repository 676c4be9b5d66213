import Findings
import Images
import Policies

extension Rule {
  static let imageAbsentProgram = Rule(
    id: "image-absent-program",
    summary: "A program that the policy requires is missing from the image.",
    why: """
      Health checks, orchestrators and people who debug at night run such a program from outside. They fail \
      when it is missing.
      """,
    fix: """
      Install the program in the Dockerfile, or add its directory to PATH: ENV PATH="/opt/app/bin:$PATH".
      """,
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a missing program",
        """
        policy: image: {required-programs: [pg_isready]}
        ▶ image: app:1.0
        layer: COPY tool /usr/bin/
          -rwxr-xr-x 0:0 /usr/bin/psql 100
        """),
      .image(
        "a program that is not executable",
        """
        policy: image: {required-programs: [/srv/start]}
        ▶ image: app:1.0
        layer: COPY start /srv/
          -rw-r--r-- 0:0 /srv/start 100
        """),
    ],
    silent: [
      .image(
        "a program behind a link, found through PATH",
        """
        policy: image: {required-programs: [pg_isready]}
        Env: PATH=/bin
        layer: COPY tool /usr/bin/
          lrwxrwxrwx 0:0 /bin -> usr/bin
          -rwxr-xr-x 0:0 /usr/bin/pg_isready 100
        """)
    ],
    needs: [.tree],
    check: .image { image, policy in PackageRequirements(image, policy).missingPrograms })
}
