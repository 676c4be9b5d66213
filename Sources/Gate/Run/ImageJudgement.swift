import Findings
import Images
import Policies
import Reports
import Rules

/// What one policy's rules say of the images by themselves, before their services are seen.
struct ImageJudgement {
  /// The findings of each image, in the order of the images.
  private var ofImages: [[Finding]] = []
  /// The findings of all images together.
  private let together: [Finding]
  private(set) var incomplete: [Incomplete] = []
  private(set) var notes: [String]

  init(_ inputs: RunInputs, _ check: Check, rules: [Rule], policy: Policy) {
    let images = inputs.images.map(\.image)
    let runner = RuleRunner(rules: rules, policy: policy, soFar: check.soFar)
    let blames = BlameChoice(
      check.dockerfiles, projects: inputs.projects.compactMap(\.project), images: images)
    notes = blames.notes
    let identities = ImageIdentity.all(images.map { ($0.name, $0.platform.description) })
    let variants = ImageIdentity.variants(
      images.map { ($0.name, $0.platform.description, $0.tags.first ?? "") })
    let ids = Set(rules.map(\.id))
    for ((image, identity), variant) in zip(zip(images, identities), variants) {
      let blame = blames.blame(image)
      notes += blame?.note(image).map { [$0] } ?? []
      ofImages.append(
        runner.findings(image, as: identity, blame: blame).map { $0.of(variant, image: image.name) })
      let unchecked = UncheckedRequirements.of(image, policy, isOn: ids.contains) + runner.unchecked(image)
      incomplete += (image.incomplete + unchecked).map {
        Incomplete(what: "\(image.title): \($0.what)", why: $0.why)
      }
    }
    together = runner.findings(together: images)
  }

  /// All findings but those that services answer.
  func findings(without superseded: SupersededFindings?) -> [Finding] {
    together
      + ofImages.enumerated().flatMap { number, own in
        own.filter { superseded?.isSettled($0, of: number) != true }
      }
  }
}
