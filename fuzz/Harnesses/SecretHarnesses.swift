import ArchiveIO
import Findings
import PatternScan
import TestSupport

@testable import Secrets

extension Harness {
  static let secretFiles = [
    Harness("secrets", seeds: secretSeeds, prepare: { _ = secretScanner }, run: secrets),
    Harness("key-file", seeds: keySeeds, prepare: { _ = secretScanner }, run: keyFile),
    Harness("toml-rules") { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      use { try GitleaksRules.read(text) { _ in "" } }
    },
    Harness("yaml-rules") { bytes in
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      use { try YAMLRules.read(text) }
    },
  ]

  /// Reads rules and scans with them.
  private static func use(_ read: () throws -> UserRules) {
    do {
      let rules = try read()
      var scan = try FileScan(SecretScanner(rules: rules.merged(with: [])))
      _ = try scan.scan(Array("key = acme_0123456789abcdef01234567\n".utf8).span, path: "srv/a.txt").matches
    } catch {
      _ = "\(error)"
    }
  }

  /// All types of secrets, compiled once and kept beside the build.
  static let secretScanner: Result<SecretScanner, any Error> = Result {
    var options = SecretScanner.Options()
    options.limits.inside.unpackedBytes = 4 << 20
    let cache = PatternCache(folder: ".build/fuzz-cache")
    cache.prepare()
    return try SecretScanner(options: options, cache: cache)
  }

  /// One path of each kind of file that is read as what it is, in a fixed order.
  private static let paths: [String] = {
    let known = StructuredFile.examplePaths.sorted { $0.key < $1.key }.map(\.value)
    return known + ["srv/app/main.py", "srv/app/README.md", "srv/app/data.bin"]
  }()

  /// The secrets of a file are the same whether it lies in memory or comes in pieces; the first byte chooses its name.
  private static func secrets(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    scan(Array(bytes.dropFirst()), path: paths[Int(first) % paths.count], piece: 512 + bytes.count / 3)
  }

  private static func scan(_ content: [UInt8], path: String, piece: Int) {
    do {
      let scanner = try secretScanner.get()
      var scan = try FileScan(scanner)
      let whole = try scan.scan(content.span, path: path)
      var pieces = try FileScan(scanner)
      try pieces.start(path: path)
      var rest = content.span
      while !rest.isEmpty {
        let count = min(rest.count, piece)
        try pieces.feed(rest.extracting(first: count))
        rest = rest.extracting(droppingFirst: count)
      }
      let other = try pieces.finish()
      guard whole.matches == other.matches else {
        broken("\(path) in memory:\n\(whole.matches)\nin pieces of \(piece):\n\(other.matches)")
      }
    } catch {
      broken("\(error)")
    }
  }

  private static func secretSeeds() throws -> [[UInt8]] {
    let structured = StructuredFile.all.flatMap { file -> [[UInt8]] in
      guard let path = StructuredFile.examplePaths[file.type.id], let number = paths.firstIndex(of: path),
        let choice = UInt8(exactly: number)
      else { return [] }
      return (file.type.found + file.type.ignored).map { [choice] + Array(ExampleText.expanded($0).utf8) }
    }
    let plain = Seeds.some(80, of: SecretType.patterns.flatMap(\.found)).map {
      [UInt8(clamping: paths.count - 3)] + Array(ExampleText.expanded($0).utf8)
    }
    return structured + plain
  }

  private static let labels = [
    "PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
    "PGP PRIVATE KEY BLOCK",
  ]

  /// The first byte chooses whether the rest is a container of keys or the body of a key in text (PEM), and of which
  /// kind.
  private static func keyFile(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let containers = KeyContainer.allCases
    let choice = Int(first) % (labels.count + containers.count)
    guard choice < labels.count else {
      return scan(rest, path: containers[choice - labels.count].examplePath, piece: 700)
    }
    let label = labels[choice]
    let begin = Array(["-----BEGIN ", "\(label)-----\n"].joined().utf8)
    let end = Array(["\n-----END ", "\(label)-----\n"].joined().utf8)
    _ = PrivateKey.verdict(on: begin + rest + end)
    _ = PrivateKey.base64Verdict(on: rest)
    scan(begin + rest + end, path: "srv/app/server.pem", piece: 700)
  }

  private static func keySeeds() -> [[UInt8]] {
    let bodies = ["{200 b64}", "Proc-Type: 4,ENCRYPTED\n\n{200 b64}", "Version: 1\n\n{300 b64}\n=abcd"].map {
      Array(ExampleText.expanded($0).utf8)
    }
    let containers = KeyContainer.allCases.enumerated().flatMap { number, container in
      (container.type.found + container.type.ignored).map { text in
        [UInt8(labels.count + number)] + hexadecimal(text.dropFirst("hex:".count))
      }
    }
    return Seeds.chosen(0..<UInt8(labels.count), bodies) + containers
  }

  private static func hexadecimal(_ text: Substring) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}
