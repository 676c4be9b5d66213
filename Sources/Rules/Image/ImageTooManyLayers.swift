import Findings
import Images
import Policies

extension Rule {
  static let imageTooManyLayers = Rule(
    id: "image-too-many-layers",
    summary: "The image has more layers than the policy allows.",
    why: """
      Each layer costs a request, a directory and a step in every file lookup, and Linux stacks at most 127 of \
      them.
      """,
    fix: "Join related RUN instructions with &&, and copy related files with one COPY.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "more than the limit",
        """
        policy: image: {max-layers: 2}
        ▶ image: shop:1.0
        layer: COPY a /
        layer: COPY b /
        layer: COPY c /
        """)
    ],
    silent: [
      .image(
        "as many as allowed",
        """
        policy: image: {max-layers: 2}
        image: shop:1.0
        layer: COPY a /
        layer: COPY b /
        """)
    ],
    check: .image { image, policy in
      guard image.layers.count > policy.image.maximumLayers else { return [] }
      let base = image.layers.indices.count { image.history.origin(ofLayer: $0) == .base }
      let text =
        "The image has \(image.layers.count) layers, but the policy allows at most \(policy.image.maximumLayers)"
        + "\(base > 0 ? "; \(base) of them \(base == 1 ? "is" : "are") the base image's" : "")."
      return [Match(.image, text)]
    })
}
