import Compose
import Findings

/// Which services a project states to connect to which: by dependencies, links, and the names that stand in what a service
/// is given.
package struct StatedConnections: Sendable {
  private let project: Project
  /// What others may call a service.
  private var names: [String: Set<String>] = [:]
  /// What a service is given, where names of others can stand.
  private var texts: [String: [String]] = [:]
  private let files: [String: [MountedFile]]

  /// - Parameter files: what services mount, by their names.
  package init(_ project: Project, files: [String: [MountedFile]] = [:]) {
    self.project = project
    self.files = files
    let services = project.services + project.disabled
    for service in services {
      names[service.name, default: []].formUnion(Self.names(of: service))
      for link in service.section.texts("links") {
        let parts = link.value.split(separator: ":").map(String.init)
        if parts.count == 2 { names[parts[0], default: []].insert(parts[1]) }
      }
    }
    for service in services {
      let read = (files[service.name] ?? []).compactMap(\.text)
      texts[service.name] = Self.texts(of: service) + read
    }
  }

  /// Whether the project states that a service connects to another one.
  package func connects(_ service: Service, to other: String) -> Bool {
    if service.dependencies.contains(where: { $0.service == other }) { return true }
    let links = service.section.texts("links")
    if links.contains(where: { $0.value.split(separator: ":").first.map(String.init) == other }) {
      return true
    }
    let names = names[other] ?? [other]
    return (texts[service.name] ?? []).contains { text in names.contains { text.mentions($0) } }
  }

  /// Whether a service may connect to others than those that it names: an application's own code can name any. What keeps
  /// data only answers, and a well-known proxy goes where its files and labels lead.
  package func mayConnectElsewhere(_ service: Service) -> Bool {
    guard !service.section.has("build"), let image = service.image,
      let role = project.role(of: service) ?? ServiceRole(image.value), !service.hasHooks,
      hasKnownSettings(service)
    else { return true }
    if role.keepsData { return false }
    return role != .edge || image.isUnknown || !Self.isConfiguredProxy(image.value) || !hasKnownFiles(service)
  }

  /// Why something that keeps data may open connections to the outside; nil where nothing that it is given says so.
  package func reasonForEgress(_ service: Service) -> String? {
    let section = service.section
    if section.has("build") {
      return "it is built from source, so whether it needs the outside does not show"
    }
    if section.has("extra_hosts") { return "extra_hosts names hosts outside the project" }
    if service.hasHooks { return "post_start or pre_stop starts other commands in the container" }
    for variable in service.environment {
      if let reason = reasonForEgress(variable) { return reason }
    }
    guard let words = Self.words(of: service) else { return "its command is known only at run time" }
    for (number, word) in words.enumerated() {
      if Self.downloaders.contains(FilePath.name(of: word)) || word.contains("archive_command") {
        return "its command has \(word)"
      }
      let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
      let key = pair.count == 2 ? pair[0] : number > 0 ? words[number - 1] : ""
      if let host = outsideHost(pair.last ?? word, of: key) {
        return "its command names \(host), which is not a service of the project"
      }
    }
    let scripts = (files[service.name] ?? []).filter { $0.path.hasSuffix(".sh") }
    for script in scripts {
      let tool = Self.downloaders.sorted().first { script.text?.mentions($0) == true }
      if let tool { return "\(script.path) names \(tool)" }
    }
    return nil
  }

  private func reasonForEgress(_ variable: EnvironmentValue) -> String? {
    if variable.isHidden, !Self.isHarmless(variable.name) {
      return "\(variable.name) is known only at run time"
    }
    guard let value = variable.value, !value.isEmpty else { return nil }
    if Self.words(in: variable.name).contains(where: { $0.hasPrefix("PLUGIN") }) {
      return "\(variable.name) may make it download plugins"
    }
    return outsideHost(value, of: variable.name).map {
      "\(variable.name) names \($0), which is not a service of the project"
    }
  }
}

extension StatedConnections {
  private static func names(of service: Service) -> [String] {
    let own = [
      service.name, service.section.text("container_name")?.value, service.section.text("hostname")?.value,
    ]
    let aliases = service.section.entries("networks").flatMap { _, field in
      Section(field.value, key: field.key).texts("aliases").map(\.value)
    }
    return (own.compactMap(\.self) + aliases).filter { !$0.isEmpty }
  }

  private static func texts(of service: Service) -> [String] {
    let section = service.section
    var texts = service.environment.compactMap(\.value)
    for key in ["command", "entrypoint", "external_links"] { texts += section.texts(key).map(\.value) }
    texts += section.texts("healthcheck", "test").map(\.value)
    texts += (section.entries("labels") + section.entries("deploy", "labels")).compactMap(\.field.value.text)
    if let hosts = section.field("extra_hosts")?.value.mapping { texts += hosts.pairs.map(\.key) }
    for key in ["pre_start", "post_start", "pre_stop"] {
      for hook in section.sections(key) {
        texts +=
          hook.texts("command").map(\.value) + hook.entries("environment").compactMap(\.field.value.text)
      }
    }
    return texts
  }

  /// The words of `entrypoint` and `command`; nil where a part that could be an address is known only at run time.
  private static func words(of service: Service) -> [String]? {
    let fields = service.section.texts("entrypoint") + service.section.texts("command")
    let hidden = fields.flatMap(\.node.variables).filter { $0.origin == .unset }
    guard hidden.allSatisfy({ isHarmless($0.name) }) else { return nil }
    return fields.flatMap {
      $0.value.split(whereSeparator: { " \t\n;&|()\"'".contains($0) }).map(String.init)
    }
  }

  /// Whether all that tells a service its peers is in the project: environment and command.
  private func hasKnownSettings(_ service: Service) -> Bool {
    let names = service.section.sections("env_file").compactMap { $0.text("path") }
    return Self.words(of: service) != nil
      && names.allSatisfy {
        !$0.isUnknown && project.sources[FilePath.join(project.directory, $0.value)] != nil
      }
      && !service.environment.contains { $0.isHidden && !Self.isHarmless($0.name) }
  }

  /// Whether all files that could tell a proxy its peers were read.
  private func hasKnownFiles(_ service: Service) -> Bool {
    let read = (files[service.name] ?? []).filter { $0.text != nil }
    let paths = Set(read.map(\.path))
    let others = service.mounts.filter { $0.kind != .bind && $0.kind != .tmpfs }
    return !service.section.has("volumes_from")
      && others.allSatisfy { $0.kind == .volume && Self.isHarmless(path: $0.target) }
      && service.fileMounts(in: project).allSatisfy {
        paths.contains($0.target) || Self.isHarmless(path: $0.target)
      }
  }

  /// A host that a text names and that is no service, where the text is an address or its key asks for one.
  private func outsideHost(_ text: String, of key: String) -> String? {
    var hosts: [Substring] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !"/?#,; \"'".contains($0) }
      hosts.append(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    }
    if hosts.isEmpty, Self.words(in: key).contains(where: Self.hostWords.contains) {
      hosts = text.split { ", ;".contains($0) }.filter { $0.contains(".") && $0.contains(where: \.isLetter) }
    }
    return hosts.map { host in
      String(host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" })
    }.first { !isLocal($0) }
  }

  private func isLocal(_ host: String) -> Bool {
    if host.isEmpty || Self.ownHosts.contains(host) || host.hasPrefix("127.") || host.hasPrefix("::") {
      return true
    }
    return names.values.contains { $0.contains(host) }
  }

  private static let ownHosts: Set<String> = ["localhost", "0.0.0.0", "*"]

  private static func words(in name: String) -> [String] {
    name.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Words of keys whose values are hosts.
  private static let hostWords: Set<String> = [
    "BROKER", "BROKERS", "ENDPOINT", "HOST", "HOSTS", "JOIN", "MASTER", "PEER", "PEERS", "PRIMARY", "PROXY",
    "REMOTE",
    "REPLICAOF", "SEEDS", "SERVER", "SERVERS", "SLAVEOF", "UPSTREAM", "URL", "WEBHOOK",
  ]

  /// Tools by which a script reaches the outside.
  private static let downloaders: Set<String> = [
    "apk", "apt", "apt-get", "aws", "curl", "gcloud", "git", "pgbackrest", "rsync", "ssh", "wal-e", "wal-g",
    "wget",
  ]

  /// Whether a variable of this name holds no address, as the last word tells.
  private static func isHarmless(_ name: String) -> Bool {
    words(in: name).last.map(harmlessWords.contains) ?? false
  }

  private static let harmlessWords: Set<String> = [
    "ARGS", "BUCKET", "BUCKETS", "BUFFERS", "CONNECTIONS", "DATABASE", "DB", "ENABLED", "FILE", "GID", "HEAP",
    "KEY",
    "LANG", "LEVEL", "LIMIT", "MEM", "MEMORY", "MODE", "NAME", "OPTS", "ORG", "PASS", "PASSWD", "PASSWORD",
    "PGID", "PORT",
    "PUID", "SECRET", "SIZE", "THREADS", "TOKEN", "TZ", "UID", "USER", "USERNAME", "VERSION",
  ]

  /// Whether an image is a proxy that goes only where its files, arguments and labels lead, as its maker publishes it:
  /// one that somebody built upon it has files of its own.
  private static func isConfiguredProxy(_ image: ImageReference) -> Bool {
    let parts = image.repository.lowercased().split(separator: "/").map(String.init)
    let owner = parts.count > 1 ? parts[parts.count - 2] : "library"
    return [nil, "docker.io", "index.docker.io"].contains(image.registry) && parts.count < 3
      && proxies[parts.last ?? ""]?.contains(owner) == true
  }

  /// Proxies with the owners of their images on Docker Hub.
  private static let proxies: [String: Set<String>] = [
    "caddy": ["library"], "envoy": ["envoyproxy"], "haproxy": ["library"], "httpd": ["library"],
    "nginx": ["library"], "nginx-proxy": ["jwilder", "nginxproxy"], "openresty": ["openresty"],
    "traefik": ["library"],
  ]

  /// Whether what is mounted at a path tells a proxy no peers: keys, pages, caches, logs and sockets.
  private static func isHarmless(path: String) -> Bool {
    let parts = path.lowercased().split { !$0.isLetter }
    return path == "/data" || path == "/config" || parts.contains { harmlessParts.contains(String($0)) }
  }

  private static let harmlessParts: Set<String> = [
    "acme", "assets", "cache", "cert", "certbot", "certificates", "certs", "dhparam", "docker", "html",
    "letsencrypt",
    "localtime", "log", "logs", "media", "public", "secrets", "ssl", "static", "timezone", "uploads", "www",
  ]
}

extension MountedFile {
  /// What it holds; nil where it was not read.
  fileprivate var text: String? {
    guard case .bytes(let bytes) = content else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension EnvironmentValue {
  /// Whether its value is known only at run time.
  fileprivate var isHidden: Bool { value == nil || variables.contains { $0.origin == .unset } }
}

extension String {
  /// Whether the text holds a name as a whole word.
  func mentions(_ name: String) -> Bool {
    var rest = self[...]
    while !name.isEmpty, let start = rest.start(of: name) {
      let end = rest.utf8.index(start, offsetBy: name.utf8.count)
      if rest[..<start].last?.isOfName != true, rest[end...].first?.isOfName != true { return true }
      rest = rest[end...]
    }
    return false
  }
}

extension Character {
  /// Whether a name of a service can go on with it.
  fileprivate var isOfName: Bool { isLetter || isNumber || self == "-" || self == "_" }
}
