/// Small ELF files (System V ABI, 64 bits, little-endian) with the sections by which a kind of program is known.
enum ProgramFile {
  /// The bytes of a program: `go`, `go-test`, `rust-test`, `miner` or `pool-address`; nil for a kind that is not known.
  static func content(_ kind: String) -> [UInt8]? {
    switch kind {
    case "go": elf([(".go.buildinfo", buildInfo("path\texample.com/api\n"))])
    case "go-test": elf([(".go.buildinfo", buildInfo("path\texample.com/api.test\n"))])
    case "rust-test":
      elf([
        (".comment", Array("rustc 1.75\0".utf8)),
        (".strtab", Array("\0_ZN4test16test_main_static17h0E\0".utf8)),
      ])
    case "pool-address": elf([(".rodata", Array("\0stratum+tcp://\0".utf8))])
    case "miner": elf([(".rodata", Array("\0stratum+tcp://\0mining.subscribe\0cryptonight/r\0".utf8))])
    default: nil
    }
  }

  /// Go's build information since 1.18: magic, flags, then version and modules, each after its length.
  private static func buildInfo(_ modules: String) -> [UInt8] {
    let magic = [0xff] + Array(" Go buildinf:".utf8)
    let framed = [UInt8](repeating: 0, count: 16) + Array(modules.utf8) + [UInt8](repeating: 0, count: 16)
    let version = Array("go1.21".utf8)
    return magic + [8, 2] + [UInt8](repeating: 0, count: 16) + [UInt8(version.count)] + version
      + [UInt8(framed.count)] + framed
  }

  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A file header, one loaded segment, the sections each at a multiple of 16, and the table of sections.
  private static func elf(_ sections: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    let headers = 128
    let address = 0x40_0000
    var names: [UInt8] = [0]
    var body: [UInt8] = []
    var table = [UInt8](repeating: 0, count: 64)
    for name in sections.map(\.name) + [".shstrtab"] {
      table += number(names.count, 4) + number(name == ".shstrtab" ? 3 : 1, 4) + number(0, 8)
      names += Array(name.utf8) + [0]
      let bytes = sections.first { $0.name == name }?.bytes ?? names
      table += number(address + headers + body.count, 8) + number(headers + body.count, 8)
      table += number(bytes.count, 8) + number(0, 8) + number(1, 8) + number(0, 8)
      body += bytes + [UInt8](repeating: 0, count: (16 - bytes.count % 16) % 16)
    }
    let end = headers + body.count
    var file: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    file += number(2, 2) + number(62, 2) + number(1, 4) + number(address, 8) + number(64, 8) + number(end, 8)
    file += number(0, 4) + number(64, 2) + number(56, 2) + number(1, 2) + number(64, 2)
    file += number(sections.count + 2, 2) + number(sections.count + 1, 2)
    file += number(1, 4) + number(6, 4) + number(0, 8) + number(address, 8) + number(address, 8)
    file += number(end, 8) + number(end, 8) + number(0x1000, 8)
    return file + [UInt8](repeating: 0, count: headers - file.count) + body + table
  }
}
