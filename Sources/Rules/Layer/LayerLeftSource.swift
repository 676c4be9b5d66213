import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerLeftSource = Rule(
    id: "layer-left-source",
    summary: "Sources of a compiled program are in the image beside the program.",
    why: """
      The program runs without them. They show whoever gets the image how it works and where it fails, and that the image \
      was built in one stage, with all the tools that this needs.
      """,
    fix: """
      Compile in a stage of its own, and copy only the program: `COPY --from=build /src/app /app`.
      """,
    severity: .low, confidence: .firm,
    references: [.cwe(540), .nist("4.1.2")],
    triggering: [
      .image(
        "a program in C and its sources",
        """
        Entrypoint: ["/app"]
        layer: COPY src /src
        ▶ -rw-r--r-- 0:0 /src/main.c 400
        layer: RUN cc -o /app /src/main.c
          -rwxr-xr-x 0:0 /app
          elf
        """),
      .image(
        "a Go module, started by an init",
        """
        Entrypoint: ["tini", "--", "/app/server"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/tini
          elf
        layer: COPY . /app
        ▶ drwxr-xr-x 0:0 /app
          -rw-r--r-- 0:0 /app/go.mod 40
          -rw-r--r-- 0:0 /app/main.go 400
          -rw-r--r-- 0:0 /app/store/store.go 400
        layer: RUN go build -o /app/server .
          -rwxr-xr-x 0:0 /app/server
          program go
        """),
    ],
    silent: [
      .image(
        "an interpreter, whose program is its sources",
        """
        Cmd: ["python3", "/app/main.py"]
        layer: COPY . /app
          -rwxr-xr-x 0:0 /usr/local/bin/python3
          elf
          -rw-r--r-- 0:0 /app/main.py 400
          -rw-r--r-- 0:0 /app/speedups/main.c 400
        """),
      .image(
        "headers and sources that packages bring, and another language's",
        """
        Cmd: ["/app/server"]
        layer: COPY . /app
          -rw-r--r-- 0:0 /usr/src/main.c 400
          -rw-r--r-- 0:0 /usr/include/main.c 400
          -rw-r--r-- 0:0 /app/vendor/zlib/main.c 400
          -rw-r--r-- 0:0 /app/templates/main.c 400
          -rwxr-xr-x 0:0 /app/server
          program go
        """),
      .image(
        "sources that a later layer deletes",
        """
        Cmd: ["/app"]
        layer: COPY src /src
          -rw-r--r-- 0:0 /src/main.c 400
          -rwxr-xr-x 0:0 /app
          elf
        layer: RUN rm /src/main.c
          delete /src/main.c
        """),
    ],
    check: .image { image, _ in
      guard let program = image.compiledProgram else { return [] }
      return SourceLanguage.all.filter { $0.isGo == program.isGo }.flatMap { language in
        let sources = image.sources(in: language)
        return FileGroups.matches(sources) { count, bytes, place in
          let what = "\(language.name) \(count == 1 ? "source" : "sources") with \(ByteCount.show(bytes))"
          return count == 1
            ? "\(place.shown) is a \(what), beside the compiled program \(program.path.shown)."
            : "\(place.shown) holds \(count) \(what), beside the compiled program \(program.path.shown)."
        }
      }
    })
}

/// A language whose programs need no sources to run.
private struct SourceLanguage {
  let name: String
  let endings: [String]
  /// Files of which one lies at the root of a project.
  let roots: [String]
  let isGo: Bool

  static let all = [
    SourceLanguage(name: "Go", endings: [".go"], roots: ["go.mod", "main.go"], isGo: true),
    SourceLanguage(
      name: "C", endings: [".c"], roots: ["main.c", "Makefile", "CMakeLists.txt", "meson.build"], isGo: false),
    SourceLanguage(
      name: "C++", endings: [".cc", ".cpp", ".cxx"],
      roots: ["main.cc", "main.cpp", "main.cxx", "Makefile", "CMakeLists.txt", "meson.build"], isGo: false),
    SourceLanguage(name: "Rust", endings: [".rs"], roots: ["Cargo.toml"], isGo: false),
    SourceLanguage(name: "Swift", endings: [".swift"], roots: ["Package.swift"], isGo: false),
  ]
}

extension ImageFacts {
  /// The program of the image's own that a container starts, where it is compiled and no interpreter; what only starts
  /// another program does not count.
  fileprivate var compiledProgram: (path: ArchivePath, isGo: Bool)? {
    guard let words = mainCommand?.words else { return nil }
    let start = Launcher.programs(in: words).last ?? 0
    guard case .file(let file, _) = program(words[start]), isOwn(file), file.state == .visible,
      !Self.interpreters.contains(where: { file.path.name.hasPrefix($0) })
    else { return nil }
    let told = facts.programs.first { $0.path == file.path.bytes }?.value
    return told.flatMap { $0.linkage == .none ? nil : (file.path, $0.go != nil) }
  }

  private static let interpreters = [
    "python", "pypy", "node", "bun", "deno", "ruby", "perl", "php", "java", "lua", "R", "bash", "sh", "dash",
    "busybox", "tclsh", "guile", "erl", "beam", "dotnet", "mono", "julia", "gunicorn", "uwsgi",
  ]

  /// The visible sources of a language, of the image's own, below the root of a project.
  fileprivate func sources(in language: SourceLanguage) -> [FileOccurrence] {
    func isLeft(_ file: FileOccurrence) -> Bool {
      file.state == .visible && file.entry.kind == .file && isOwn(file) && !Self.isOfNoProject(file.path)
    }
    let roots = Set(
      language.roots.flatMap { occurrences(named: $0) }.filter(isLeft).map {
        $0.path.parent ?? ArchivePath(bytes: [])
      })
    guard !roots.isEmpty else { return [] }
    return language.endings.flatMap { occurrences(withSuffix: $0) }.filter { source in
      guard isLeft(source) else { return false }
      return roots.contains { $0.bytes.isEmpty || source.path.isBelow($0) }
    }
  }

  /// Where sources lie that a package brought or that a program reads.
  private static func isOfNoProject(_ path: ArchivePath) -> Bool {
    let text = "/" + String(decoding: path.bytes, as: UTF8.self)
    return text.hasPrefix("/usr/src/") || text.hasPrefix("/usr/include/")
      || text.hasPrefix("/usr/local/include/")
      || ["/templates/", "/examples/", "/include/"].contains { text.contains($0) }
  }
}
