import Findings
import Images

extension Rule {
  static let layerVersionControlTool = Rule(
    id: "layer-version-control-tool",
    summary: "A version control tool is in the image.",
    why: """
      An application that runs has no need of its own history. Git runs programs that a repository \
      names, and reads credentials where it finds them.
      """,
    fix: "Fetch sources in a build stage; give versions to the build as an argument.",
    severity: .low, confidence: .certain,
    references: [.cis("4.3")],
    triggering: [
      .image(
        "Git",
        """
        layer: RUN apt-get install git
        ▶ package dpkg git 1:2.39.2
        """)
    ],
    silent: [
      .image(
        "a library that reads repositories without it",
        """
        layer: RUN pip install -r requirements.txt
          package python gitdb 4.0.11
        """)
    ],
    check: .image { image, _ in ToolSearch.versionControl.matches(in: image, sparingUsed: true) })
}
