import Findings
import Images

extension Rule {
  static let layerVersionControlTool = Rule(
    id: "layer-version-control-tool",
    summary: "A version control tool is in the image.",
    why: """
      A running application does not need its own history. Git runs programs that a repository names, and \
      reads credentials wherever it finds them.
      """,
    fix: """
      Fetch sources in a build stage, and pass versions to the build as an argument: docker build --build-arg \
      VERSION=1.4.2.
      """,
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
        "a library that reads repositories without Git",
        """
        layer: RUN pip install -r requirements.txt
          package python gitdb 4.0.11
        """)
    ],
    check: .image { image, _ in ToolSearch.versionControl.matches(in: image, sparingUsed: true) })
}
