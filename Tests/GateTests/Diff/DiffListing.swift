import Gate
import Images
import Reports
import TestSupport

/// Two images as listings, compared as the command does it.
struct DiffListing {
  let report: DiffReport

  var image: ImageDifference {
    get throws {
      struct Missing: Error {}
      guard let image = report.images.first else { throw Missing() }
      return image
    }
  }

  /// - Parameter change: what is set before the run.
  init(
    _ old: String, _ new: String, names: (String, String) = ("old.tar", "new.tar"),
    change: (inout DiffCheck) -> Void = { _ in }
  ) throws {
    let scratch = try ScratchDirectory()
    var check = Check()
    check.looksForSecrets = false
    let oldPath = try scratch.write(try ImageListing(old).builder.archive(), to: names.0)
    let newPath = try scratch.write(try ImageListing(new).builder.archive(), to: names.1)
    var comparison = DiffCheck(
      old: .image(oldPath), new: newPath, check: check, oldSelection: ImageSelection())
    change(&comparison)
    report = try comparison.run()
  }

  /// The report that an earlier run wrote of an image.
  static func report(of listing: String, name: String = "old.tar") throws -> Report {
    let scratch = try ScratchDirectory()
    var check = Check()
    check.looksForSecrets = false
    check.images = [try scratch.write(try ImageListing(listing).builder.archive(), to: name)]
    return check.run()
  }
}
