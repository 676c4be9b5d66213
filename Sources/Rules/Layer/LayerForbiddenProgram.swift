import Findings
import Images
import Policies

extension Rule {
  static let layerForbiddenProgram = Rule(
    id: "layer-forbidden-program",
    summary: "A program that the policy forbids is in the image.",
    why: "An intruder cannot use what is not there: a shell, a compiler, a client of another system.",
    fix: "Leave the program out of this layer, or build on an image without it.",
    severity: .high, confidence: .certain,
    references: [.nist("4.1.1")],
    triggering: [
      .image(
        "a program found through PATH",
        """
        policy: image: {forbidden-programs: [psql]}
        layer: RUN apt-get install -y postgresql-client
          ▶ -rwxr-xr-x 0:0 /usr/bin/psql 100
        """)
    ],
    silent: [
      .image(
        "a program outside PATH, and a deleted one",
        """
        policy: image: {forbidden-programs: [psql, /usr/bin/gcc]}
        layer: RUN make
          -rwxr-xr-x 0:0 /opt/pg/bin/psql 100
          -rwxr-xr-x 0:0 /usr/bin/gcc 100
        layer: RUN rm /usr/bin/gcc
          delete /usr/bin/gcc
        """)
    ],
    check: .image { image, policy in PackageRequirements(image, policy).forbiddenPrograms })
}
