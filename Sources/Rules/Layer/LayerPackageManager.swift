import Findings
import Images

extension Rule {
  static let layerPackageManager = Rule(
    id: "layer-package-manager",
    summary: "A language's package manager is in the image.",
    why: """
      Packages are installed when the image is built. At run time, pip or npm only lets an intruder download \
      and run code.
      """,
    fix: """
      Copy the installed packages from a build stage into an image with only the language runtime, or remove \
      the package manager in the last RUN.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "pip",
        """
        layer: RUN python -m ensurepip
        ▶ package python pip 23.3.1
        """)
    ],
    silent: [
      .image(
        "npm as the image's command",
        """
        Cmd: ["npm", "start"]
        layer: RUN apk add npm
          package apk npm 10.2.5-r0
        """),
      .image(
        "a library that pip also uses",
        """
        layer: RUN pip install -r requirements.txt
          package python packaging 23.2
        """),
    ],
    check: .image { image, _ in ToolSearch.packageManagers.matches(in: image, sparingUsed: true) })
}
