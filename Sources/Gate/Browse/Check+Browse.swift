import Findings
import Images
import Policies
import Reports

extension Check {
  /// What a walk through images shows.
  package struct Browsed: Sendable {
    package let images: [BrowsedImage]
    /// What could not be read or checked.
    package let incomplete: [Incomplete]
  }

  /// Reads and judges the images, and puts them together for a walk.
  package func browse() -> Browsed {
    let inputs = RunInputs(self)
    let judgement = RunJudgement(inputs, self, by: policy, failOn: policy.failOn ?? .high)
    let images = inputs.images.map(\.image)
    let variants = ImageIdentity.variants(
      images.map { ($0.name, $0.platform.description, $0.tags.first ?? "") })
    return Browsed(
      images: zip(images, variants).map { image, variant in
        ImageBrowser(image, findings: judgement.findings, variant: variant).browsed
      },
      incomplete: judgement.incomplete)
  }
}
