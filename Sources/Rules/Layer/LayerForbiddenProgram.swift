import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenProgram = Rule(
    id: "layer-forbidden-program",
    summary: "A program is in the image that the policy forbids.",
    why: """
      What is not there cannot be used by an intruder: a shell, a compiler, a client of another system.
      """,
    fix: "Leave the program out where this layer brings it, or build on an image without it.",
    severity: .high, confidence: .certain,
    references: [.nist("4.1.1")],
    triggering: [
      .image(
        "found through PATH",
        """
        policy: image: {forbidden-programs: [psql]}
        layer: RUN apt-get install -y postgresql-client
          ▶ -rwxr-xr-x 0:0 /usr/bin/psql 100
        """)
    ],
    silent: [
      .image(
        "not in PATH, and not there any more",
        """
        policy: image: {forbidden-programs: [psql, /usr/bin/gcc]}
        layer: RUN make
          -rwxr-xr-x 0:0 /opt/pg/bin/psql 100
          -rwxr-xr-x 0:0 /usr/bin/gcc 100
        layer: RUN rm /usr/bin/gcc
          delete /usr/bin/gcc
        """)
    ],
    check: .image { image, policy in PackageDemands(image, policy).forbiddenPrograms })
}
