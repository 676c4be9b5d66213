import Findings
import Foundation
import Transfer

/// How one repository of a registry is reached: what one thread found out and the next one needs.
struct RegistryAccess: Sendable {
  /// The registry as reports name it.
  let name: String
  /// The host of its API, perhaps with a port.
  let host: String
  let repository: String
  /// Whether certificates are not checked and plain HTTP is allowed.
  let isInsecure: Bool
  var scheme = "https"
  var trust = TLSTrust()
  /// The value of the header `Authorization` that was accepted last.
  var authorization: String?

  /// - Parameter isInsecure: whether a configuration of the caller or the system says so, beside the options.
  init(_ reference: ImageReference, _ options: SourceOptions, isInsecure: Bool = false) {
    let full = ImageReference(reference.fullName)
    let registry = full.registry ?? "docker.io"
    let isDockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io"].contains(registry)
    name = isDockerHub ? "docker.io" : registry
    // Docker's registry has its API at another host than its name says.
    host = isDockerHub ? "registry-1.docker.io" : registry
    repository =
      isDockerHub && !full.repository.contains("/") ? "library/" + full.repository : full.repository
    let bare = Self.withoutPort(registry)
    self.isInsecure =
      isInsecure || options.insecureRegistries.contains { $0 == registry || $0 == bare }
      || Self.isLoopback(bare)
    trust = RegistryCertificates(options: options).trust(for: registry)
    trust.authorities = options.authorities ?? trust.authorities ?? SystemAuthorities(options: options).file
    if self.isInsecure { trust.verifies = false }
  }

  func address(_ path: String) throws(TransferError) -> HTTPAddress {
    try HTTPAddress("\(scheme)://\(host)/v2/\(repository)/\(path)")
  }

  private static func withoutPort(_ host: String) -> String {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
    return host.split(separator: ":").first.map(String.init) ?? host
  }

  /// What goes to the own machine cannot be read on the way.
  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "[::1]" || host.wholeMatch(of: /127\.[0-9]+\.[0-9]+\.[0-9]+/) != nil
  }
}

/// The authorities that the system trusts, where libcurl was built for a system that keeps them in another place.
struct SystemAuthorities {
  let options: SourceOptions

  /// Where Debian's libcurl looks, and where Fedora, openSUSE and others have them.
  private static let own = "/etc/ssl/certs/ca-certificates.crt"
  private static let others = [
    "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// What `SSL_CERT_FILE` names, as it does for OpenSSL and Go, else the system's; nil leaves it to libcurl.
  var file: String? {
    if let file = options.variable("SSL_CERT_FILE") { return file }
    #if os(Linux)
      guard !HostFile.exists(options.systemRoot + Self.own) else { return nil }
      return Self.others.map { options.systemRoot + $0 }.first(where: HostFile.exists)
    #else
      return nil
    #endif
  }
}

/// The certificates that Docker's and containers' `certs.d` keep for a registry.
struct RegistryCertificates {
  let options: SourceOptions

  /// `*.crt` is an authority, `*.cert` and `*.key` the own certificate and its key.
  func trust(for registry: String) -> TLSTrust {
    var trust = TLSTrust()
    guard let folder = folders.map({ "\($0)/\(registry)" }).first(where: HostFile.exists) else {
      return trust
    }
    let names = HostFile.names(in: folder)
    func file(_ ending: String) -> String? {
      names.first { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
    }
    trust.authorities = file(".crt")
    if let certificate = file(".cert"), let key = file(".key") {
      trust.certificate = certificate
      trust.key = key
    }
    return trust
  }

  private var folders: [String] {
    let own = options.home.map { ["\($0)/.config/containers/certs.d", "\($0)/.config/docker/certs.d"] } ?? []
    return own + ["/etc/containers/certs.d", "/etc/docker/certs.d"].map { options.systemRoot + $0 }
  }
}
