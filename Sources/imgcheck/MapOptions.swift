import ArgumentParser
import Gate

/// Which images services run, where their names do not tell.
struct MapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The image that a service runs, if names do not match: an archive or an image's name; the service may be project/service. May be repeated.",
      valueName: "service=file"),
    transform: { text in
      guard let map = ImageMap(text) else {
        throw ValidationError("'\(text)' is not a mapping; write SERVICE=FILE, for example web=web.tar.")
      }
      return map
    })
  var map: [ImageMap] = []
}
