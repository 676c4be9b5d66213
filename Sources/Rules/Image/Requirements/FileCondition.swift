import ArchiveIO
import Findings
import Images
import Policies

/// How one file stands to what is asked of it.
struct FileCondition {
  /// What is not as it must be, in words that go on with the file's name.
  private(set) var faults: [String] = []
  /// What could not be looked at, and why.
  private(set) var unknown: [String] = []

  /// - Parameter node: what stands at the path.
  init(_ requirement: FileRequirement, at node: NodeID, in image: ImageFacts) {
    guard requirement.hasConditions else { return }
    check(type: requirement.type, at: node, in: image)
    let isLink = image.tree.linkTarget(node) != nil
    guard let target = isLink && requirement.type != .link ? Self.target(of: node, in: image) : node else {
      faults.append("is a dangling link")
      return
    }
    guard let id = image.tree.content(at: target) ?? image.tree.entry(at: target) else {
      unknown.append("no layer records its permissions")
      return
    }
    let entry = image.entry(id)
    check(modes: requirement, entry)
    check(owners: requirement, entry, in: image)
    if let least = requirement.leastSize, entry.size < least {
      faults.append("has \(ByteCount.show(entry.size)), but must have at least \(ByteCount.show(least))")
    }
    if let most = requirement.mostSize, entry.size > most {
      faults.append("has \(ByteCount.show(entry.size)), but may have at most \(ByteCount.show(most))")
    }
    if requirement.asksContent { check(contents: requirement, id, entry, in: image) }
  }

  private static func target(of node: NodeID, in image: ImageFacts) -> NodeID? {
    image.tree.node(at: image.tree.path(node).bytes, followLast: true)
  }

  private mutating func check(type: FileRequirement.FileType?, at node: NodeID, in image: ImageFacts) {
    guard let type else { return }
    let found: FileRequirement.FileType? =
      if image.tree.linkTarget(node) != nil {
        .link
      } else if image.tree.isDirectory(node) {
        .directory
      } else {
        image.tree.entry(at: node).map(image.entry).map { $0.kind == .file || $0.kind == .hardLink } == true
          ? .file : nil
      }
    guard found != type else { return }
    faults.append("is \(found.map(Self.title) ?? "a special file"), not \(Self.title(type))")
  }

  private static func title(_ type: FileRequirement.FileType) -> String {
    switch type {
    case .file: "a regular file"
    case .directory: "a directory"
    case .link: "a symbolic link"
    }
  }

  private mutating func check(modes requirement: FileRequirement, _ entry: TarEntry) {
    let mode = entry.mode & 0o7777
    let seen = "has the mode \(Self.octal(mode))"
    if let wanted = requirement.mode, mode != wanted { faults.append("\(seen), not \(Self.octal(wanted))") }
    if let least = requirement.leastMode, mode & least != least {
      faults.append("\(seen), but must include \(Self.octal(least))")
    }
    if let most = requirement.mostMode, mode & ~most != 0 {
      faults.append("\(seen), but may include only \(Self.octal(most))")
    }
    guard let executor = requirement.executor else { return }
    let bits: UInt16 =
      switch executor {
      case .owner: 0o100
      case .group: 0o010
      case .other: 0o001
      case .any: 0o111
      }
    if mode & bits == 0 {
      faults.append(
        "\(seen), which lets \(Self.excluded(executor)) execute it")
    }
  }

  private static func excluded(_ executor: FileRequirement.Executor) -> String {
    switch executor {
    case .owner: "its owner not"
    case .group: "its group not"
    case .other: "others not"
    case .any: "nobody"
    }
  }

  private static func octal(_ mode: UInt16) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private mutating func check(owners requirement: FileRequirement, _ entry: TarEntry, in image: ImageFacts) {
    if let owner = requirement.owner {
      let number = UInt32(owner) ?? image.facts.passwd?.user(named: owner)?.uid
      if number != entry.uid {
        let known = number == nil ? ", a user that the image does not have" : ""
        faults.append("belongs to the user \(entry.uid), not to \(owner)\(known)")
      }
    }
    if let group = requirement.group {
      let number = UInt32(group) ?? image.facts.group?.group(named: group)?.gid
      if number != entry.gid {
        let known = number == nil ? ", a group that the image does not have" : ""
        faults.append("belongs to the group \(entry.gid), not to \(group)\(known)")
      }
    }
  }

  private mutating func check(
    contents requirement: FileRequirement, _ id: EntryID, _ entry: TarEntry, in image: ImageFacts
  ) {
    guard entry.kind == .file || entry.kind == .hardLink else {
      faults.append("is not a regular file, so it has no content")
      return
    }
    let bytes: [UInt8]
    switch image.content(id) {
    case .bytes(let content): bytes = content
    case .tooLarge:
      unknown.append(
        "its \(ByteCount.show(entry.size)) exceed what is kept of one file or of one layer's files")
      return
    case .notWanted:
      unknown.append(
        "its content lies at \(image.path(id).shown) and was not kept; name that path instead")
      return
    }
    for expression in requirement.contained {
      switch expression.find(in: bytes) {
      case .found: break
      case .absent: faults.append("does not contain '\(short(expression.text))'")
      case .unknown:
        unknown.append("the search for '\(short(expression.text))' took too long; simplify the expression")
      }
    }
    for expression in requirement.lacking {
      switch expression.find(in: bytes) {
      case .found(let place):
        let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
        faults.append("contains '\(short(expression.text))' on line \(line)")
      case .absent: break
      case .unknown:
        unknown.append("the search for '\(short(expression.text))' took too long; simplify the expression")
      }
    }
  }
}
