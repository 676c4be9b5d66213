import ArchiveIO
import Foundation
import Transfer

/// Where an engine listens.
struct EngineEndpoint: Sendable, Hashable {
  let kind: EngineKind
  /// The address without a path at its end.
  let base: String
  let socket: String?
  var trust = TLSTrust()

  /// The address as people write it.
  var place: String { socket.map { "unix://\($0)" } ?? base }

  /// As reports name it.
  var shown: String { "\(kind.rawValue) (\(place))" }

  func address(_ path: String) throws(TransferError) -> HTTPAddress {
    try HTTPAddress(base + path, socket: socket)
  }

  init(kind: EngineKind, socket: String) {
    self.kind = kind
    base = "http://localhost"
    self.socket = socket
  }

  /// Takes what `DOCKER_HOST` and `CONTAINER_HOST` hold.
  init(kind: EngineKind, host: String, trust: TLSTrust?) throws(SourceFailure) {
    self.kind = kind
    let parts = host.split(separator: ":", maxSplits: 1).map(String.init)
    let rest = parts.count == 2 && parts[1].hasPrefix("//") ? String(parts[1].dropFirst(2)) : ""
    switch parts.first {
    case "unix" where !rest.isEmpty:
      base = "http://localhost"
      socket = rest.hasPrefix("/") ? rest : "/" + rest
    case "tcp" where !rest.isEmpty, "http" where !rest.isEmpty, "https" where !rest.isEmpty:
      let scheme = parts[0] == "https" || trust != nil ? "https" : "http"
      base = "\(scheme)://\(rest.hasSuffix("/") ? String(rest.dropLast()) : rest)"
      socket = nil
      self.trust = trust ?? TLSTrust()
    case "ssh":
      throw SourceFailure(
        "\(host.prefix(60)) is reached over SSH, which imgcheck does not speak; save the image there, or forward the socket"
      )
    default:
      throw SourceFailure(
        "'\(host.prefix(60))' is not the address of an engine; write unix://PATH or tcp://HOST:PORT")
    }
  }
}

/// The engines of a caller: those that variables and contexts name, else those at the usual places.
struct EngineEndpoints {
  let options: SourceOptions

  /// The engines of a kind, the likeliest first.
  func all(_ kind: EngineKind) throws(SourceFailure) -> [EngineEndpoint] {
    switch kind {
    case .docker: try docker()
    case .podman: try podman()
    case .containerd: []
    }
  }

  private func docker() throws(SourceFailure) -> [EngineEndpoint] {
    if let host = options.variable("DOCKER_HOST") {
      return [try EngineEndpoint(kind: .docker, host: host, trust: variablesTrust)]
    }
    if let context = try context(), context != "default" { return [try endpoint(ofContext: context)] }
    return sockets(
      .docker,
      ["\(options.systemRoot)/var/run/docker.sock"]
        + [runtimeFolder.map { "\($0)/docker.sock" }, options.home.map { "\($0)/.docker/run/docker.sock" }]
        .compactMap(\.self))
  }

  private func podman() throws(SourceFailure) -> [EngineEndpoint] {
    if let host = options.variable("CONTAINER_HOST") {
      return [try EngineEndpoint(kind: .podman, host: host, trust: nil)]
    }
    return sockets(
      .podman,
      [runtimeFolder.map { "\($0)/podman/podman.sock" }].compactMap(\.self)
        + ["\(options.systemRoot)/run/podman/podman.sock"])
  }

  private func sockets(_ kind: EngineKind, _ paths: [String]) -> [EngineEndpoint] {
    paths.filter(HostFile.exists).map { EngineEndpoint(kind: kind, socket: $0) }
  }

  private var runtimeFolder: String? { options.variable("XDG_RUNTIME_DIR") }

  private var dockerFolder: String? {
    options.variable("DOCKER_CONFIG") ?? options.home.map { "\($0)/.docker" }
  }

  /// The certificates that `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` ask for.
  private var variablesTrust: TLSTrust? {
    guard options.variable("DOCKER_TLS_VERIFY") != nil,
      let folder = options.variable("DOCKER_CERT_PATH") ?? dockerFolder
    else { return nil }
    return Self.trust(in: folder)
  }

  private static func trust(in folder: String) -> TLSTrust {
    var trust = TLSTrust()
    func file(_ name: String) -> String? {
      HostFile.exists("\(folder)/\(name)") ? "\(folder)/\(name)" : nil
    }
    trust.authorities = file("ca.pem")
    trust.certificate = file("cert.pem")
    trust.key = file("key.pem")
    return trust
  }

  private func context() throws(SourceFailure) -> String? {
    if let named = options.variable("DOCKER_CONTEXT") { return named }
    guard let folder = dockerFolder else { return nil }
    return try HostFile.object("\(folder)/config.json")?["currentContext"] as? String
  }

  /// A context lies in a folder that is named by the digest of its name.
  private func endpoint(ofContext name: String) throws(SourceFailure) -> EngineEndpoint {
    let id = Digest.of(ByteView(copying: name.utf8)).hex
    guard let folder = dockerFolder,
      let meta = try HostFile.object("\(folder)/contexts/meta/\(id)/meta.json"),
      let endpoints = meta["Endpoints"] as? [String: Any], let docker = endpoints["docker"] as? [String: Any],
      let host = docker["Host"] as? String
    else { throw SourceFailure("the context '\(name.prefix(60))' has no address") }
    let keys = "\(folder)/contexts/tls/\(id)/docker"
    var trust = HostFile.exists(keys) ? Self.trust(in: keys) : nil
    if docker["SkipTLSVerify"] as? Bool == true {
      trust = trust ?? TLSTrust()
      trust?.verifies = false
    }
    return try EngineEndpoint(kind: .docker, host: host, trust: trust)
  }
}
