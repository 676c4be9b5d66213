import ArgumentParser

/// Which file options are taken from; `Configuration` reads it before arguments are parsed.
struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read options from this file and trust it, instead of the .imgcheck.yaml in this directory or above, which cannot lower the gate.",
      valueName: "file"), completion: .file())
  var config: String?

  @Flag(
    help:
      "Do not read options from a file, as with IMGCHECK_NO_CONFIG=true. Other IMGCHECK_... variables still apply."
  )
  var noConfig = false

  func validate() throws {
    guard config == nil || !noConfig else {
      throw ValidationError("--config and --no-config exclude each other; use one of them.")
    }
  }
}
