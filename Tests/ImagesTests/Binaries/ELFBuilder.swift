@testable import Images

func read(_ image: [UInt8], limits: FactLimits = FactLimits()) throws(ELFFailure) -> Program {
  try Program(parsing: image.span, limits: limits)
}

/// Makes ELF files of 64 or 32 bits in either byte order, with named sections and a loaded segment for the whole file, or segments
/// of one section each.
struct ELFBuilder {
  var is64Bit = true
  var isBigEndian = false
  var type: UInt64 = 2
  var sections: [(name: String, bytes: [UInt8])] = []
  var hasSectionTable = true
  /// By type and flags (ELF specification, p_type and p_flags); none for one that holds the whole file.
  var segments: [(section: String, type: UInt64, flags: UInt64)] = []
  /// Where the whole file is loaded.
  let address: UInt64 = 0x40_0000

  func number(_ value: UInt64, _ width: Int) -> [UInt8] {
    let little = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    return isBigEndian ? little.reversed() : little
  }

  private var word: Int { is64Bit ? 8 : 4 }
  private var headerBytes: Int { is64Bit ? 64 : 52 }
  private var segmentBytes: Int { is64Bit ? 56 : 32 }
  private var segmentCount: Int { max(1, segments.count) }
  private var bodyStart: Int { aligned(headerBytes + segmentCount * segmentBytes) }
  private var sectionBytes: Int { is64Bit ? 64 : 40 }

  /// Where a section's bytes begin, each at a multiple of 16.
  func offset(of name: String) -> Int {
    var place = bodyStart
    for section in sections {
      if section.name == name { return place }
      place = aligned(place + section.bytes.count)
    }
    return place
  }

  private func aligned(_ value: Int) -> Int { (value + 15) / 16 * 16 }

  func build() -> [UInt8] {
    var names: [UInt8] = [0]
    var nameOffsets: [Int] = []
    for name in sections.map(\.name) + [".shstrtab"] {
      nameOffsets.append(names.count)
      names += Array(name.utf8) + [0]
    }
    let all = sections + [(".shstrtab", names)]
    var body: [UInt8] = []
    var table = [UInt8](repeating: 0, count: sectionBytes)
    for (index, section) in all.enumerated() {
      let offset = UInt64(bodyStart + body.count)
      table += number(UInt64(nameOffsets[index]), 4) + number(1, 4) + number(0, word)
      table +=
        number(address + offset, word) + number(offset, word) + number(UInt64(section.bytes.count), word)
      table += number(0, 8) + number(1, word) + number(0, word)
      body += section.bytes
      body += [UInt8](repeating: 0, count: aligned(body.count) - body.count)
    }
    let end = UInt64(bodyStart + body.count)
    var file: [UInt8] =
      [0x7f, 0x45, 0x4c, 0x46, is64Bit ? 2 : 1, isBigEndian ? 2 : 1, 1] + .init(repeating: 0, count: 9)
    file += number(type, 2) + number(62, 2) + number(1, 4) + number(address, word)
    file += number(UInt64(headerBytes), word) + number(hasSectionTable ? end : 0, word) + number(0, 4)
    file += number(UInt64(headerBytes), 2) + number(UInt64(segmentBytes), 2)
    file += number(UInt64(segmentCount), 2)
    file += number(UInt64(sectionBytes), 2)
    file += number(hasSectionTable ? UInt64(all.count + 1) : 0, 2)
    file += number(hasSectionTable ? UInt64(all.count) : 0, 2)
    if segments.isEmpty {
      // Readable and writable, from the start of the file.
      file += segment(type: 1, flags: 6, at: 0, size: end)
    }
    for (section, type, flags) in segments {
      let size = sections.first { $0.name == section }?.bytes.count ?? 0
      file += segment(type: type, flags: flags, at: UInt64(offset(of: section)), size: UInt64(size))
    }
    file += [UInt8](repeating: 0, count: bodyStart - file.count)
    return file + body + (hasSectionTable ? table : [])
  }

  private func segment(type: UInt64, flags: UInt64, at offset: UInt64, size: UInt64) -> [UInt8] {
    let place = number(offset, word) + number(address + offset, word) + number(address + offset, word)
    let sizes = number(size, word) + number(size, word)
    return number(type, 4) + (is64Bit ? number(flags, 4) : []) + place + sizes
      + (is64Bit ? [] : number(flags, 4)) + number(0x1000, word)
  }
}
