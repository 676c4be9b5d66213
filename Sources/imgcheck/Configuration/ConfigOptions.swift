import ArgumentParser

/// Which file options are taken from; `Configuration` reads it before arguments are parsed.
struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take options from this file and trust it, in place of the .imgcheck.yaml between here and the repository's root, which cannot lower the gate.",
      valueName: "file"), completion: .file())
  var config: String?

  @Flag(
    help:
      "Take options from no file, as IMGCHECK_NO_CONFIG=true does. Other IMGCHECK_... variables still count.")
  var noConfig = false

  func validate() throws {
    guard config == nil || !noConfig else {
      throw ValidationError("--config names a file and --no-config wants none: give one of them.")
    }
  }
}
