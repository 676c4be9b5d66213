/// What the Go linker writes into a program: the version of Go, and the modules it was built from
/// (Go's package `debug/buildinfo`, of Go 1.12 and later).
package struct GoBuildInfo: Codable, Sendable, Hashable {
  package struct Module: Codable, Sendable, Hashable {
    package let path: String
    /// `(devel)` or empty for a main module that was built from a working copy.
    package let version: String
  }

  package let goVersion: String
  /// The package that the program was built from; empty if the program says nothing of modules.
  package private(set) var path = ""
  package private(set) var main: Module?
  /// In the order of the program, replaced modules by what replaces them.
  package private(set) var dependencies: [Module] = []
  /// How it was built: `GOOS`, `CGO_ENABLED`, `vcs.revision`, `-ldflags`, by name.
  package private(set) var settings: [String: String] = [:]

  init(goVersion: String, modules: String) {
    self.goVersion = goVersion
    for line in modules.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      switch fields[0] {
      case "path" where fields.count >= 2: path = String(fields[1])
      case "mod" where fields.count >= 3: main = Module(path: String(fields[1]), version: String(fields[2]))
      case "dep" where fields.count >= 3:
        dependencies.append(Module(path: String(fields[1]), version: String(fields[2])))
      case "=>" where fields.count >= 3:
        let replacement = Module(path: String(fields[1]), version: String(fields[2]))
        if dependencies.popLast() != nil { dependencies.append(replacement) } else { main = replacement }
      case "build" where fields.count >= 2: set(fields[1])
      default: break
      }
    }
  }

  /// Whether the path says that `go test` built the program. Go 1.19 writes the tested package's own path for
  /// a package `main`, so that an answer of false is not certain.
  package var isTest: Bool { path.hasSuffix(".test") || path.hasSuffix("testmain") }

  /// The main module and its dependencies, as packages.
  package var packages: [Package] {
    ((main.map { [$0] } ?? []) + dependencies).map {
      Package(ecosystem: .go, name: $0.path, version: $0.version)
    }
  }

  /// `name=value`, either of which may be quoted as Go quotes a string.
  private mutating func set(_ text: Substring) {
    guard let mark = text.firstIndex(of: "=") else { return }
    let value = text[text.index(after: mark)...]
    settings[Self.unquoted(text[..<mark])] = Self.unquoted(value)
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, let first = text.first, first == text.last, "\"`".contains(first) else {
      return String(text)
    }
    let inner = text.dropFirst().dropLast()
    let plain = String(inner)
    return first == "`" ? plain : plain.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}
