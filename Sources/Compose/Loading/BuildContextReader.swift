import Findings

/// Reads what a build context's files tell.
struct BuildContextReader {
  let reader: FileReader
  let limits: Limits

  private static let environmentNames = [".env", ".env.local", ".env.production", ".env.prod"]
  /// Files that are told by their names, with what to say of them.
  private static let otherNames = [
    ".git/HEAD": ".git", ".git-credentials": ".git-credentials", ".netrc": ".netrc", "id_rsa": "id_rsa",
    "id_ed25519": "id_ed25519", ".ssh/id_rsa": ".ssh", ".ssh/id_ed25519": ".ssh", ".aws/credentials": ".aws",
  ]

  /// The context of a service; nil where it builds nothing, or from what is no directory here.
  func context(of service: String, _ section: Section, in directory: String) -> BuildContext? {
    guard let build = section.section("build"), !build.has("dockerfile_inline"),
      let path = build.text("context"), !path.isUnknown, !Remote.isRemote(path.value)
    else { return nil }
    let whole = FilePath.join(directory, path.value)
    let name = build.text("dockerfile")?.value ?? "Dockerfile"
    guard let dockerfile = text(FilePath.join(whole, name)) else { return nil }
    let written =
      text(FilePath.join(whole, name + ".dockerignore")) ?? text(FilePath.join(whole, ".dockerignore"))
    let ignore = GitIgnore(written ?? "")
    let environment = Self.environmentNames.filter { !ignore.ignores($0) }.compactMap { file in
      source(FilePath.join(whole, file)).map { (path: file, source: $0) }
    }
    let others = Self.otherNames.filter { file, shown in
      !ignore.ignores(shown) && !ignore.ignores(file) && bytes(FilePath.join(whole, file)) != nil
    }
    return BuildContext(
      service: service, key: path.key, path: path.value, isCopiedWhole: Self.copiesAll(dockerfile),
      hasIgnoreFile: written != nil, environmentFiles: environment, others: Set(others.values).sorted())
  }

  /// Whether a `COPY` or `ADD` from the context, and not from a stage, takes the whole directory.
  private static func copiesAll(_ dockerfile: String) -> Bool {
    dockerfile.split(whereSeparator: \.isNewline).contains { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let instruction = words.first?.uppercased(), instruction == "COPY" || instruction == "ADD",
        !words.contains(where: { $0.hasPrefix("--from=") })
      else { return false }
      let sources = words.dropFirst().filter { !$0.hasPrefix("--") }.dropLast()
      return sources.contains { [".", "./", "/", "*", "[\".\",", "[\"./\","].contains($0) }
    }
  }

  private func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

  private func source(_ path: String) -> Source? {
    guard let bytes = bytes(path) else { return nil }
    do {
      return try Source(file: path, bytes: bytes)
    } catch {
      return nil
    }
  }

  /// The bytes of a file that is there and not too large. What cannot be read tells nothing here: only what is there is
  /// claimed.
  private func bytes(_ path: String) -> [UInt8]? {
    do {
      return try reader.read(path).flatMap { $0.count <= limits.fileBytes ? $0 : nil }
    } catch {
      return nil
    }
  }
}
