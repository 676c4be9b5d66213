import Findings
import Images

extension Rule {
  static let layerSystemPackageManager = Rule(
    id: "layer-system-package-manager",
    summary: "The distribution's package manager is in the image.",
    why: """
      Nearly every base image has a package manager, which does little harm in a container that does not run \
      as root. A base without one is smaller and gives an intruder less.
      """,
    fix: """
      Consider a base image without a package manager: a distroless image, or scratch for a static program.
      """,
    severity: .note, confidence: .certain,
    references: [.nist("4.1.2")],
    triggering: [
      .image(
        "apt",
        """
        layer: ADD rootfs.tar /
        ▶ package dpkg apt 2.6.1
        """)
    ],
    silent: [
      .image(
        "apt's library alone",
        """
        layer: ADD rootfs.tar /
          package dpkg base-files 12.4
          package dpkg libapt-pkg6.0 2.6.1
        """)
    ],
    check: .image { image, _ in ToolSearch.systemPackageManagers.matches(in: image) })
}
