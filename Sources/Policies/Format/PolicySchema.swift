import Compose

/// The shape of a policy file as a whole.
package enum PolicySchema {
  /// The version of the format that this program reads.
  static let version = "1"

  /// What an environment may say: all that the policy itself may, but for its frame.
  static let body = PolicyShape.record(Policy.settings.map(\.field))

  static let shape = PolicyShape.record(frame + Policy.settings.map(\.field), required: ["version"])

  private static let frame: [PolicyShape.Field] = [
    .init("version", .value(.word([version])), "The version of this format: 1."),
    .init(
      "extends", .either([.text, .texts]),
      "Policies that this one extends, in order: built-in names, or files beside this one."),
    .init(
      "environments", .map(body, keys: .environment),
      "What also applies in one environment, chosen with `--environment`. Each entry may hold every key of a policy."
    ),
  ]
}

extension PolicyForm {
  static let environment = PolicyForm(
    expectation: "a name of letters, digits, hyphens and underscores",
    schema: #""type": "string", "pattern": "^[A-Za-z0-9_-]+$""#
  ) { !$0.text.isEmpty && $0.text.utf8.allSatisfy { $0.isWordByte } }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
