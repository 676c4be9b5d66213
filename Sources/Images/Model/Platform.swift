/// What an image runs on (OCI Image Specification, image-index.md, `platform`).
package struct Platform: Sendable, Hashable, Decodable, CustomStringConvertible {
  package var os = ""
  package var architecture = ""
  package var variant = ""
  package var osVersion = ""
  package var osFeatures: [String] = []

  package init() {}

  /// Takes `os/arch` or `os/arch/variant`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    os = parts[0]
    architecture = parts[1]
    variant = parts.count == 3 ? parts[2] : ""
  }

  package init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    os = try fields.optional("os") ?? ""
    architecture = try fields.optional("architecture") ?? ""
    variant = try fields.optional("variant") ?? ""
    osVersion = try fields.optional("os.version") ?? ""
    osFeatures = try fields.list("os.features")
  }

  /// `os/arch` or `os/arch/variant`; empty where nothing is known.
  package var description: String {
    [os, architecture, variant].filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// BuildKit marks what accompanies an image, and is none, with this platform.
  package var isUnknown: Bool { os == "unknown" && architecture == "unknown" }

  package var isWindows: Bool { os == "windows" }

  /// Whether this is what was asked for; a variant counts only where one is asked for.
  package func satisfies(_ wanted: Platform) -> Bool {
    os == wanted.os && architecture == wanted.architecture
      && (wanted.variant.isEmpty || variant == wanted.variant)
  }
}
