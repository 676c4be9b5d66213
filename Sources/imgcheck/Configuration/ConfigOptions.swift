import ArgumentParser

/// Which file options are taken from; `Configuration` reads it before arguments are parsed.
struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take options from this file, in place of the .imgcheck.yaml between here and the repository's root.",
      valueName: "file"), completion: .file())
  var config: String?

  @Flag(help: "Take options from no file. IMGCHECK_... variables still count.")
  var noConfig = false

  func validate() throws {
    guard config == nil || !noConfig else {
      throw ValidationError("--config names a file and --no-config wants none: give one of them.")
    }
  }
}
