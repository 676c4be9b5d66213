import ArgumentParser
import Compose
import Images

/// Which of an archive's images.
struct ImageChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Check only this image of an archive: NAME, NAME:TAG, a tag, or its number from 0.", valueName: "image")
  )
  var image: String?

  @Option(
    help: ArgumentHelp("Check only images of this platform.", valueName: "os/arch[/variant]"),
    transform: { text in
      guard let platform = Platform(text) else {
        throw ValidationError(
          "'\(text)' is not a platform; write os/arch or os/arch/variant, for example linux/arm64.")
      }
      return platform
    })
  var platform: Platform?

  var selection: ImageSelection { ImageSelection(image: image, platform: platform) }
}

/// Values out of a fixed set, with an error that lists them.
enum Choice {
  static func read<Value: RawRepresentable<String> & CaseIterable>(_ text: String, _ what: String) throws
    -> Value
  {
    guard let value = Value(rawValue: text.lowercased()) else {
      let near = NearestName.of(text.lowercased(), among: Value.allCases.map(\.rawValue))
      let hint = near.map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("'\(text)' is not a \(what).\(hint) Choose \(list(Value.self)).")
    }
    return value
  }

  /// The values, for shells.
  static func completion<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> CompletionKind
  {
    .list(type.allCases.map(\.rawValue))
  }

  static func list<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> String {
    type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
