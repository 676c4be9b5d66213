import Compose

/// The least and the most that a number may be: bytes, CPUs or a count.
package struct Bounds: Sendable, Hashable {
  package var minimum: Double?
  package var maximum: Double?

  package init(minimum: Double? = nil, maximum: Double? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }

  package var isEmpty: Bool { minimum == nil && maximum == nil }

  /// What holds where both hold.
  package func intersection(_ other: Bounds) -> Bounds {
    Bounds(
      minimum: [minimum, other.minimum].compactMap(\.self).max(),
      maximum: [maximum, other.maximum].compactMap(\.self).min())
  }
}

extension Setting {
  /// `{min: .., max: ..}` of a form.
  static func bounds(
    _ name: String, _ path: Path<Bounds>, _ form: PolicyForm, _ meaning: String
  ) -> Setting {
    let shape = PolicyShape.record([
      .init("min", .value(form), "The minimum."), .init("max", .value(form), "The maximum."),
    ])
    return Setting(name, shape, meaning) { root, node in
      root[keyPath: path] = Bounds(minimum: node["min"]?.amount, maximum: node["max"]?.amount)
    }
  }
}

extension Node {
  /// A number, or a size in bytes.
  fileprivate var amount: Double? { scalar?.number ?? text.flatMap(PolicySize.bytes).map(Double.init) }
}
