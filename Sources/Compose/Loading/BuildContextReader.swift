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

  /// Files that hold keys by their names, where their content is one.
  private static let keyNames = [
    "server.key", "private.key", "privkey.pem", "private.pem", "key.pem", "tls.key", "certs/server.key",
    "certs/private.key", "certs/privkey.pem", "certs/key.pem", "certs/tls.key", "ssl/server.key",
    "ssl/private.key",
    "ssl/privkey.pem", "ssl/key.pem", "keys/private.pem", "keys/private.key",
  ]

  /// The context of a service; nil where it builds nothing, or from what is no directory here.
  func context(of service: String, _ section: Section, in directory: String) -> BuildContext? {
    guard let build = section.section("build"), let path = build.text("context"), !path.isUnknown,
      !Remote.isRemote(path.value)
    else { return nil }
    let whole = FilePath.join(directory, path.value)
    let name = build.text("dockerfile")?.value ?? "Dockerfile"
    guard
      let dockerfile = build.text("dockerfile_inline")?.value ?? text(FilePath.join(whole, name))
    else { return nil }
    let written =
      text(FilePath.join(whole, name + ".dockerignore")) ?? text(FilePath.join(whole, ".dockerignore"))
    let ignore = GitIgnore(written ?? "")
    let environment = Self.environmentNames.filter { !ignore.ignores($0) }.compactMap { file in
      source(FilePath.join(whole, file)).map { (path: file, source: $0) }
    }
    let others = Self.otherNames.filter { file, shown in
      !ignore.ignores(shown) && !ignore.ignores(file) && bytes(FilePath.join(whole, file)) != nil
    }
    let keys = Self.keyNames.filter { file in
      !ignore.ignores(file) && text(FilePath.join(whole, file))?.contains("PRIVATE KEY-----") == true
    }
    let target = build.text("target")
    let stages = BuildStages(
      dockerfile, target: target?.value, isTargetKnown: target.map { !$0.isUnknown } ?? true)
    let shipped =
      (environment.map(\.path) + keys).filter(stages.ship)
      + others.filter { stages.ship($0.key) }.map(\.value)
    return BuildContext(
      service: service, key: path.key, path: path.value, isCopiedWhole: stages.copyWhole,
      hasIgnoreFile: written != nil, environmentFiles: environment,
      others: Set(others.values).union(keys).sorted(), shipped: Set(shipped))
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
