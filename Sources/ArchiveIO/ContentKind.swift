/// What bytes are that people take for a saved image, by how they begin. The texts complete "not a tar archive, but ...".
package enum ContentKind: String, Sendable, CaseIterable {
  case packed = "a packed file in a packed file"
  case zip = "a zip archive"
  case program = "a program (ELF)"
  case singularity = "a Singularity image (SIF)"
  case disk = "a disk image (qcow2)"
  case report = "a report of imgcheck"
  case json = "a JSON document"
  case composeFile = "a compose file"
  case dockerfile = "a Dockerfile"

  /// How many first bytes are looked at.
  package static let headLength = 4096

  /// nil for what is none of these.
  package init?(head: [UInt8]) {
    if Compression(firstBytes: head) != .none {
      self = .packed
    } else if let binary = Self.binary(head) {
      self = binary
    } else if let text = Self.text(head) {
      self = text
    } else {
      return nil
    }
  }

  init?(of view: ByteView) { self.init(head: view.copy(limit: Self.headLength)) }

  private static func binary(_ head: [UInt8]) -> ContentKind? {
    let marks: [(bytes: [UInt8], kind: ContentKind)] = [
      (Array("PK\u{3}\u{4}".utf8), .zip), (Array("\u{7f}ELF".utf8), .program),
      (Array("QFI".utf8) + [0xfb], .disk),
    ]
    if let mark = marks.first(where: { head.starts(with: $0.bytes) }) { return mark.kind }
    // A SIF file begins with a line that starts a program.
    return head.dropFirst(32).starts(with: Array("SIF_MAGIC".utf8)) ? .singularity : nil
  }

  private static func text(_ head: [UInt8]) -> ContentKind? {
    guard !head.contains(0) else { return nil }
    let lines = head.split { $0 == 0x0a || $0 == 0x0d }.map {
      String(decoding: $0, as: UTF8.self)
    }
    let told = lines.map { $0.drop { $0 == " " || $0 == "\t" } }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    guard let first = told.first else { return nil }
    if first.hasPrefix("{") {
      // Members of the report itself, as it is written: keys sorted, one to a line.
      let isReport = ["  \"compose\" : [", "  \"findings\" : ["].contains { member in
        lines.contains { $0.hasPrefix(member) }
      }
      return isReport ? .report : .json
    }
    let word = first.prefix { $0 != " " && $0 != "\t" }.lowercased()
    if word == "from" || word == "arg", first.count > word.count { return .dockerfile }
    return lines.contains { $0.hasPrefix("services:") || $0.hasPrefix("include:") } ? .composeFile : nil
  }
}
