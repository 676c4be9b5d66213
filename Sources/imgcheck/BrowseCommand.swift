import ArgumentParser
import Findings
import Foundation
import Gate
import Policies
import Reports
import Rules
import Secrets

struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract:
      "Walk through an image: layers, files, what each layer changes, waste, and findings at their files.",
    usage: "imgcheck browse <image> [options]",
    discussion: """
      Without options it prints the layers, the largest directories and the waste. The exit status is 0 whatever is found, \
      2 for wrong usage, 3 if something could not be read.

      EXAMPLES
        imgcheck browse image.tar                          layers and largest directories
        imgcheck browse image.tar --layer 3                what layer 3 adds, changes and removes
        imgcheck browse image.tar --path /usr --depth 3    what lies below a directory
        imgcheck browse image.tar --file /etc/app.conf     a file's text, secrets masked
        imgcheck browse image.tar -o image.html            all of it as a page
      """)

  @Argument(help: "An image: a file, a directory with an OCI image layout, - for standard input, or a name.")
  var input: String

  @OptionGroup var choice: ImageChoice

  @Option(
    help: ArgumentHelp(
      "Show what this layer does; with --file, its version of the file.", valueName: "number"))
  var layer: Int?

  @Option(help: ArgumentHelp("Show what lies below this path of the image.", valueName: "path"))
  var path: String?

  @Option(help: ArgumentHelp("Levels of directories to show.", valueName: "number"))
  var depth: Int?

  @Option(
    name: .customLong("file"),
    help: ArgumentHelp("Print this file of the image, with its secrets masked.", valueName: "path"))
  var filePath: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write an HTML page to walk through in a browser.", valueName: "file"),
    completion: .file())
  var page: String?

  @Flag(name: .customLong("all"), help: "List every file of every directory that is shown.")
  var showAll = false

  @OptionGroup var policies: PolicyOptions

  @Option(
    help: ArgumentHelp("Colours: auto, always, never.", valueName: "when"),
    completion: Choice.completion(ColorChoice.self),
    transform: { text in try Choice.read(text, "choice of colours") })
  var color = ColorChoice.auto

  @OptionGroup var sources: SourceChoice

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    var check = Check()
    check.images = [input]
    check.selection = choice.selection
    check.finder = sources.finder()
    check.today = Today.text
    check.secretOptions.today = Today.seconds
    check.limits = try limits.limits()
    let policy = try policies.load(moreRules: check.allRules.map(\.id))
    check.policy = policy.policy
    check.secretRules.add(try policies.rules(of: policy))
    check.patternCache = PatternCache(environment: ProcessInfo.processInfo.environment)
    try sandbox.enter(reading: [input], writing: [page].compactMap(\.self), for: sources.needs([input]))
    let progress = ProgressBar(isShown: Terminal.canRedraw)
    check.progress = { progress.note($0) }
    if let filePath { return try show(filePath, check, progress) }
    let browsed = try limits.orEnd { [check] in check.browse() }
    progress.end()
    if let page {
      var writer = OutputWriter(sparing: [input] + policy.sources, imageDirectories: [input])
      writer.write(page) { BrowsePage.render(browsed.images, version: CheckCommand.version) }
      try writer.finish()
    } else {
      for image in browsed.images { try Terminal.output(text(image)) }
    }
    for problem in browsed.incomplete {
      Terminal.complain(
        "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    if !browsed.incomplete.isEmpty { throw ExitCode(3) }
  }

  private func text(_ image: BrowsedImage) throws -> String {
    let usual = layer != nil ? 6 : path == nil ? 2 : 3
    let text = BrowseText(
      isColoured: color.isColoured,
      extent: BrowseText.Extent(depth: depth ?? (showAll ? nil : usual), children: showAll ? nil : 16))
    let below = path ?? "/"
    guard let layer else {
      guard path != nil else { return text.overview(image) }
      guard let files = text.files(of: image, below: below) else {
        throw ValidationError(
          "'\(below)' is not in the image's final file tree; 'imgcheck browse \(input)' lists what is.")
      }
      return files
    }
    guard image.layers.indices.contains(layer) else {
      throw ValidationError("The image has no layer \(layer); its layers are 0 to \(image.layers.count - 1).")
    }
    guard let files = text.layer(image.layers[layer], of: image, below: below) else {
      throw ValidationError(
        "Layer \(layer) changes nothing below '\(below)'; leave out --path to see what it changes.")
    }
    return files
  }

  private func show(_ path: String, _ check: Check, _ progress: ProgressBar) throws {
    let read = try limits.orEnd { [layer, input] in
      Result { () throws(FileView.Failure) in try FileView(path, layer: layer, of: input, check) }
    }
    let view: FileView
    do throws(FileView.Failure) {
      view = try read.get()
    } catch {
      progress.end()
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
    progress.end()
    try Terminal.output(view.lines.joined(separator: "\n") + (view.lines.last == "" ? "" : "\n"))
    let masked =
      view.masked == 0 ? "" : ", \(view.masked == 1 ? "1 secret" : "\(view.masked) secrets") masked"
    Terminal.complain("imgcheck: \(SafeText.show(view.path)) of layer \(view.layer)\(masked)")
  }

  func validate() throws {
    guard filePath == nil || page == nil && path == nil else {
      throw ValidationError("--file prints one file; leave out --output and --path.")
    }
    guard page == nil || layer == nil && path == nil && depth == nil && !showAll else {
      throw ValidationError(
        "The page shows every layer and path; leave out --layer, --path, --depth and --all.")
    }
    guard depth ?? 1 > 0 else { throw ValidationError("--depth needs a number above 0.") }
  }
}
