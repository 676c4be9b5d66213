import ArchiveIO
import Foundation
import Testing

@testable import Images

@Suite struct ProgramTests {
  private func program(_ name: String) throws -> Program { try read(try fixture("elf/" + name)) }

  @Test func `programs that gcc linked are told apart by their linkage`() throws {
    #expect(try program("dynamic-debug").linkage == .dynamic(interpreter: "/lib64/ld-linux-x86-64.so.2"))
    #expect(try program("static").linkage == .static)
    #expect(try program("static-pie").linkage == .static)
    #expect(try program("library").linkage == .sharedLibrary)
  }

  @Test func `sections for debuggers are counted`() throws {
    let debug = try program("dynamic-debug")
    #expect(debug.debugBytes > 300)
    #expect(debug.hasSymbols)
    #expect(debug.hasSections)
    let plain = try program("static")
    #expect(plain.debugBytes == 0)
    #expect(!plain.hasSymbols)
  }

  @Test func `a plain program names no packages and is no test`() throws {
    let plain = try program("dynamic-debug")
    #expect(plain.packages.isEmpty)
    #expect(plain.go == nil)
    #expect(plain.testHarness == nil)
    #expect(plain.cratesFailure == nil)
    #expect(plain.machine == 62)
    #expect(plain.is64Bit)
  }

  @Test(arguments: [(true, false), (true, true), (false, false), (false, true)])
  func `both classes and both byte orders are read`(is64Bit: Bool, isBigEndian: Bool) throws {
    let builder = ELFBuilder(
      is64Bit: is64Bit, isBigEndian: isBigEndian, sections: [(".text", [1, 2, 3]), (".debug_info", [4, 5])])
    let image = builder.build()
    let file = try ELFFile(parsing: image.span)
    #expect(file.is64Bit == is64Bit)
    #expect(file.isBigEndian == isBigEndian)
    #expect(file.kind == .executable)
    #expect(file.sections?.map(\.name) == ["", ".text", ".debug_info", ".shstrtab"])
    #expect(try read(image).debugBytes == 2)
    #expect(file.offset(ofAddress: builder.address + 5) == 5)
    #expect(file.offset(ofAddress: builder.address - 1) == nil)
    #expect(file.offset(ofAddress: builder.address + UInt64(image.count)) == nil)
  }

  @Test func `a core dump and an object file are neither program nor library`() throws {
    #expect(try read(ELFBuilder(type: 4).build()).kind == .core)
    #expect(try read(ELFBuilder(type: 4).build()).linkage == .none)
    #expect(try read(ELFBuilder(type: 1).build()).linkage == .none)
  }

  @Test func `what is no ELF file is refused as such`() {
    #expect(throws: ELFFailure.notELF) { try read(bytes("#!/bin/sh\n")) }
    #expect(throws: ELFFailure.notELF) { try read(bytes("")) }
    #expect(throws: ELFFailure.header(field: "the class", value: 9)) {
      try read(ELFFile.magic + [9, 1])
    }
  }

  @Test func `the crates of cargo auditable, without the program itself`() throws {
    #expect(
      try program("auditable").packages == [
        Package(
          ecosystem: .cargo, name: "cc", version: "1.0.83", source: "crates.io", isDevelopmentOnly: true),
        Package(
          ecosystem: .cargo, name: "serde", version: "1.0.190", source: "crates.io", isDevelopmentOnly: false),
      ])
  }

  @Test func `a list of crates that is damaged or too large is told, and the program still known`() throws {
    let damaged = try read(ELFBuilder(sections: [(".dep-v0", [1, 2, 3])]).build())
    #expect(damaged.crates.isEmpty)
    #expect(damaged.cratesFailure != nil)
    var limits = FactLimits()
    limits.dependencyListBytes = 10
    let limited = try read(try fixture("elf/auditable"), limits: limits)
    #expect(
      limited.cratesFailure
        == .compressed(.limit(what: "what the zlib stream unpacks to", allowed: "10 bytes")))
  }

  @Test func `a Rust test is known by its symbol, less surely by its text`() throws {
    func harness(_ sections: [(String, String)], type: UInt64 = 2) throws -> TestHarness? {
      let image = ELFBuilder(type: type, sections: sections.map { ($0.0, bytes($0.1)) }).build()
      return try read(image).testHarness
    }
    let symbol = (".strtab", "\0_ZN4test16test_main_static17h0E\0")
    let text = (".rodata", "non-static tests passed to test::test_main_static")
    let comment = (".comment", "rustc version 1.80.0\0")
    #expect(try harness([comment, symbol, text]) == TestHarness(language: .rust, confidence: .certain))
    #expect(try harness([text]) == TestHarness(language: .rust, confidence: .likely))
    #expect(try harness([(".comment", "GCC\0"), text]) == nil)
    #expect(try harness([comment, (".strtab", "\0_ZN4main\0"), (".rodata", "test")]) == nil)
    // A library that holds the test framework is not itself a test.
    #expect(try harness([comment, symbol, text], type: 3) == nil)
  }

  @Test func `the running program itself can be read`() throws {
    #if os(Linux)
      let image = try [UInt8](Data(contentsOf: URL(filePath: "/proc/self/exe")))
      let own = try read(image)
      #expect(own.hasSections)
      guard case .dynamic(let interpreter) = own.linkage else {
        Issue.record("the linkage is \(own.linkage)")
        return
      }
      #expect(interpreter.hasPrefix("/lib"))
    #endif
  }

  @Test(arguments: ["dynamic-debug", "static-pie", "auditable", "go-amd64", "go-386"])
  func `no truncation and no damage leads out of the file`(name: String) throws {
    let whole = try fixture("elf/" + name)
    let known = try read(whole)
    for count in whole.indices {
      do throws(ELFFailure) {
        let read = try Program(parsing: whole.span.extracting(0..<count))
        #expect(read.packages.count <= known.packages.count)
        #expect(read.machine == known.machine)
      } catch {
        // The tables of the segments are within the first kilobyte.
        #expect(count < 1_024)
      }
    }
    for copy in damaged(Array(whole[..<1_024.clamped(whole.count)]), count: 3_000) {
      let file = copy + whole[copy.count...]
      do throws(ELFFailure) {
        #expect(try read(file).packages.count <= 100)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}

extension Int {
  fileprivate func clamped(_ most: Int) -> Int { Swift.min(self, most) }
}
