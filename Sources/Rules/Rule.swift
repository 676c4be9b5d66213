import Compose
import Findings
import Images
import Policies

/// One thing that can be wrong: what it is, why it matters, what to do, and a pure function that finds it.
package struct Rule: Sendable {
  /// Each match carries its rule, so what a rule is made of is kept once.
  private final class Content: Sendable {
    let description: RuleDescription
    let check: Check
    let needs: Set<ImagePart>
    let makeTriggering: @Sendable () -> [Example]
    let makeSilent: @Sendable () -> [Example]

    init(
      _ description: RuleDescription, _ check: Check, needs: Set<ImagePart>,
      triggering: @escaping @Sendable () -> [Example], silent: @escaping @Sendable () -> [Example]
    ) {
      (self.description, self.check, self.needs) = (description, check, needs)
      (makeTriggering, makeSilent) = (triggering, silent)
    }
  }

  private let content: Content

  package var description: RuleDescription { content.description }
  package var check: Check { content.check }
  /// What of an image must have been read whole for the rule's claims to hold.
  package var needs: Set<ImagePart> { content.needs }

  package var id: String { content.description.id }
  /// What the description says of every finding, without a copy of the rest.
  package var severity: Severity { content.description.severity }
  package var confidence: Confidence { content.description.confidence }
  package var fix: String { content.description.fix }

  /// Inputs that the rule reports, each at its marks. These and `silent` are the rule's tests and its documentation; a check
  /// of an image never makes them.
  package var triggering: [Example] { content.makeTriggering() }
  /// The nearest inputs that are in order.
  package var silent: [Example] { content.makeSilent() }

  package init(
    id: String, summary: String, why: String, fix: String, severity: Severity, confidence: Confidence,
    references: [Reference], triggering: @autoclosure @escaping @Sendable () -> [Example],
    silent: @autoclosure @escaping @Sendable () -> [Example],
    needs: Set<ImagePart> = [], check: Check
  ) {
    content = Content(
      RuleDescription(
        id: id, summary: summary, why: why, fix: fix, severity: severity, confidence: confidence,
        references: references),
      check, needs: needs, triggering: triggering, silent: silent)
  }

  /// All rules, in the order of their ids.
  package static let all: [Rule] = (image + secrets + compose + cross).sorted { $0.id < $1.id }

  /// The rule of that id.
  package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

  /// A password for examples, in pieces, so that neither the repository nor the program holds a command or an address with
  /// one in it.
  static let examplePassword = ["hunter2", "hunter2"].joined()

  /// What a rule looks at. The function does no input or output and knows no line numbers.
  package enum Check: Sendable {
    case image(@Sendable (ImageFacts, Policy) -> [Match])
    case compose(@Sendable (Project, Policy) -> [Match])
    /// All projects of one run, which share a host.
    case host(@Sendable ([Project], Policy) -> [HostMatch])
    /// All images of one run, which share a host's disk; a match comes with the position of its image.
    case images(@Sendable ([ImageFacts], Policy) -> [(Int, Match)])
    /// Judges one service of a project together with the image that it runs.
    case cross(@Sendable (CrossFacts, Policy) -> [Match])
  }

  /// An input written to be read; a triggering one has a mark before each place that the rule must report.
  package struct Example: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// A listing of an image's config and of the entries of its layers; see `docs/examples.md`.
      case image
      /// A compose file; a line `# file: NAME` starts another file of the project, `# project: NAME` the file of
      /// another project, `# policy:` a policy without its version.
      case compose
      /// A compose file after a line `# compose: NAME`, and listings of images, each after a line `# image: NAME`.
      case cross
    }

    package let kind: Kind
    /// What the example shows, in a few words.
    package let title: String
    package let text: String

    package static func image(_ title: String, _ text: String) -> Example {
      Example(kind: .image, title: title, text: text)
    }

    package static func compose(_ title: String, _ text: String) -> Example {
      Example(kind: .compose, title: title, text: text)
    }

    package static func cross(_ title: String, _ text: String) -> Example {
      Example(kind: .cross, title: title, text: text)
    }
  }
}
