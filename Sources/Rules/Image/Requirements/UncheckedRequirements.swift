import Findings
import Images
import Policies

/// What is asked of an image and could not be judged: never the same as being in order.
package enum UncheckedRequirements {
  /// - Parameter isOn: whether the rule of that id runs.
  package static func of(_ image: ImageFacts, _ policy: Policy, isOn: (String) -> Bool) -> [Incomplete] {
    (isOn("layer-wrong-file") ? FileRequirements(image, policy).unknown : [])
      + (isOn("layer-forbidden-licence") ? LicenceRequirements(image, policy).unknown : [])
      + (isOn("layer-forbidden-package") || isOn("image-missing-package")
        ? PackageRequirements(image, policy).unknown : [])
  }
}
