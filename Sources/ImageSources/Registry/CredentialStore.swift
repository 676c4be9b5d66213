import Foundation

/// Who the caller is to a registry.
enum RegistryCredential: Sendable, Hashable {
  case password(user: String, password: String)
  /// A token by which the registry's authorization service gives others.
  case identityToken(String)

  /// The value of the header `Authorization`; nil for what cannot be used so.
  var basic: String? {
    guard case .password(let user, let password) = self else { return nil }
    return "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
  }
}

/// The caller's own files of registries' passwords: those of Docker and of podman's family.
struct CredentialStore {
  let options: SourceOptions

  /// What the first file that knows the registry says; nil for a stranger.
  ///
  /// - Parameters:
  ///   - registry: its name, such as `docker.io`.
  ///   - repository: podman's files may have an entry for a part of a registry.
  func credential(registry: String, repository: String) throws(SourceFailure) -> RegistryCredential? {
    for file in files {
      guard let object = try HostFile.object(file) else { continue }
      let keys = Self.keys(registry, repository)
      if let helpers = object["credHelpers"] as? [String: String],
        let helper = keys.lazy.compactMap({ helpers[$0] }).first
      {
        if let found = try ask(helper, Self.server(registry), file) { return found }
      }
      if let found = Self.entry(object["auths"] as? [String: Any] ?? [:], keys) { return found }
      if let helper = object["credsStore"] as? String, !helper.isEmpty {
        if let found = try ask(helper, Self.server(registry), file) { return found }
      }
    }
    return nil
  }

  /// Whether any of the files names a helper; a damaged file is an error when it is used.
  var hasHelpers: Bool {
    files.contains { file in
      do throws(SourceFailure) {
        let object = try HostFile.object(file) ?? [:]
        return object["credHelpers"] != nil || object["credsStore"] != nil
      } catch {
        return false
      }
    }
  }

  private var files: [String] {
    if let file = options.variable("REGISTRY_AUTH_FILE") { return [file] }
    let docker = options.variable("DOCKER_CONFIG") ?? options.home.map { "\($0)/.docker" }
    return [
      options.variable("XDG_RUNTIME_DIR").map { "\($0)/containers/auth.json" },
      options.home.map { "\($0)/.config/containers/auth.json" }, docker.map { "\($0)/config.json" },
    ].compactMap(\.self)
  }

  /// How an entry may be called, the most special first.
  private static func keys(_ registry: String, _ repository: String) -> [String] {
    var keys: [String] = []
    var path = Substring("\(registry)/\(repository)")
    while let slash = path.lastIndex(of: "/") {
      keys.append(String(path))
      path = path[..<slash]
    }
    keys.append(registry)
    if registry == "docker.io" {
      keys += ["https://index.docker.io/v1/", "index.docker.io", "registry-1.docker.io"]
    }
    return keys + [
      "https://\(registry)", "https://\(registry)/v1/", "https://\(registry)/v2/", "http://\(registry)",
    ]
  }

  /// What helpers know a registry by.
  private static func server(_ registry: String) -> String {
    registry == "docker.io" ? "https://index.docker.io/v1/" : registry
  }

  private static func entry(_ auths: [String: Any], _ keys: [String]) -> RegistryCredential? {
    for key in keys {
      guard let entry = auths[key] as? [String: Any] else { continue }
      if let token = entry["identitytoken"] as? String, !token.isEmpty { return .identityToken(token) }
      if let auth = entry["auth"] as? String, let data = Data(base64Encoded: auth) {
        let text = String(decoding: data, as: UTF8.self)
        if let colon = text.firstIndex(of: ":") {
          return .password(
            user: String(text[..<colon]),
            password: String(text[text.index(after: colon)...].reversed().drop { $0 == "\0" }.reversed()))
        }
      }
      if let user = entry["username"] as? String, let password = entry["password"] as? String {
        return .password(user: user, password: password)
      }
    }
    return nil
  }

  /// Runs `docker-credential-NAME get`; nil where it does not know the registry.
  private func ask(_ helper: String, _ server: String, _ file: String) throws(SourceFailure)
    -> RegistryCredential?
  {
    guard helper.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      throw SourceFailure("\(file) names a credential helper that is not a program's name")
    }
    let program = HostProgram("docker-credential-\(helper)", ["get"], options)
    let bytes: [UInt8]
    do throws(SourceFailure) {
      bytes = try program.answer(to: server)
    } catch {
      // A helper ends so for a registry that it does not know.
      guard error.description.contains("ended with status 1") else { throw error }
      return nil
    }
    guard let answer = HostFile.parse(bytes), let user = answer["Username"] as? String,
      let secret = answer["Secret"] as? String
    else { throw SourceFailure("the answer of docker-credential-\(helper) is not what such helpers give") }
    return user == "<token>" ? .identityToken(secret) : .password(user: user, password: secret)
  }
}
