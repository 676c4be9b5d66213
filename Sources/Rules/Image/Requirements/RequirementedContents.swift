import Findings
import Images
import Policies

extension Policy {
  /// The files whose contents must be kept when layers are read, so that what is asked of them can be judged; nil
  /// where nothing is asked of any.
  ///
  /// A path may lead through links that are only known once all layers were read. So files of the same name count
  /// too, wherever they are: `/etc/os-release` is most often `/usr/lib/os-release`.
  package var requiredContents: WantedContents? {
    var globs: [Glob] = []
    for requirement in image.requirements {
      switch requirement.kind {
      case .file(let file):
        if file.asksContent { globs += [file.path, Self.anywhere(file.path)] }
      case .tellsLicences(let files):
        globs += files.flatMap { [Glob.literal($0), Self.anywhere(Glob.literal($0))] } + [Self.copyright]
      case .hasOnlyLicences, .hasNoLicence: globs.append(Self.copyright)
      case .has, .hasOnly, .hasNo, .hasBase, .sets, .isYounger, .hasPackage, .hasNoPackage, .hasProgram,
        .hasNoProgram:
        break
      }
    }
    guard !globs.isEmpty else { return nil }
    let wanted = Array(Set(globs))
    return WantedContents { path in wanted.contains { $0.matches(path: path) } }
  }

  private static let copyright = Glob("usr/share/doc/*/copyright")

  /// Files with the last name of a path, in any directory.
  private static func anywhere(_ path: Glob) -> Glob {
    let name = path.text.split(separator: "/").last.map(String.init) ?? ""
    // A literal name with the signs of a glob in it means only itself, and `*` would mean every file.
    guard !name.contains("**"), name != "*", Glob.isValid(name),
      !path.isLiteral || !name.contains(where: { "*?{}".contains($0) })
    else { return path }
    return Glob("**/" + name)
  }
}
