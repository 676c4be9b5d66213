import Compose
import Findings

/// An image whose server lets anybody in, or takes a password that everybody knows, unless it is told another.
struct PasswordNeed {
  /// Last parts of the images' names.
  let images: Set<String>
  /// Variables of which one sets the password, with their `_FILE` twins.
  let variables: Set<String>
  /// Those that images of the same name by others read, and the official one does not.
  var foreignVariables: Set<String> = []
  /// The servers by their names as commands start them; none where no command says what is started.
  var servers: Set<String> = []
  /// Whether Bitnami's image of the name does not start without a password.
  var isRequiredByBitnami = false
  /// Parts of words of a command that set it or name a configuration.
  let options: [String]
  /// Parts of targets of mounts that are a configuration.
  let files: [String]
  /// The first release that no longer lets anybody in; nil where none is.
  var before: (major: Int, minor: Int)?
  /// What the server does otherwise, as it reads after the service's name.
  let otherwise: String

  /// What the service's image needs; nil where it needs nothing, has it, or where that is not known.
  static func unmet(by service: Service, in project: Project) -> PasswordNeed? {
    guard let image = service.image, !image.isUnknown, !service.section.has("build"),
      let need = needs[image.value.shortName.lowercased()],
      need.isOpen(image.value.tag),
      !(need.isRequiredByBitnami && image.value.isBitnami),
      !need.isMet(by: service, image.value), service.knowsItsEnvironment(in: project)
    else { return nil }
    return need
  }

  /// Whether a release of this tag is one that needs it; a tag that tells no release says nothing.
  private func isOpen(_ tag: String?) -> Bool {
    guard let before else { return true }
    let numbers = (tag ?? "").split(separator: ".").map { part in Int(part.prefix { $0.isNumber }) }
    guard let first = numbers.first, let major = first else { return false }
    guard major == before.major else { return major < before.major }
    return numbers.count > 1 && (numbers[1].map { $0 < before.minor } ?? false)
  }

  private func isMet(by service: Service, _ image: ImageReference) -> Bool {
    let variables = image.isOfficial ? variables : variables.union(foreignVariables)
    // What is written as empty sets nothing; what comes from elsewhere may be anything.
    let stated = service.environment.filter { $0.value != "" || !$0.variables.isEmpty }
    if stated.map({ $0.name.uppercased() }).contains(where: { name in
      variables.contains { name == $0 || name == $0 + "_FILE" || name == $0 + "__FILE" }
    }) {
      return true
    }
    let mounted =
      service.mounts.map(\.target)
      + (service.section.sections("configs") + service.section.sections("secrets")).compactMap {
        $0.text("target")?.value
      }
    if mounted.contains(where: { target in files.contains { target.hasText($0) } }) { return true }
    let fields = [service.section.field("command"), service.section.field("entrypoint")].compactMap(\.self)
    guard fields.contains(where: { !$0.value.isNull }) else { return false }
    // What only the run time knows, and a script of one's own, may do anything.
    guard let command = ServiceCommand(service) else { return true }
    return startsOther(command.words)
      || command.words.contains { word in
        word.hasSuffix(".sh") || word.hasSuffix(".conf") || options.contains { word.hasText($0) }
      }
  }

  /// Whether a command starts something else than the server, such as a client.
  private func startsOther(_ words: [String]) -> Bool {
    guard !servers.isEmpty, let first = words.first, !first.hasPrefix("-") else { return false }
    return !words.contains { word in
      servers.contains(word.split(separator: "/").last.map(String.init) ?? word)
    }
  }

  /// The needs by the images' names.
  private static let needs = Dictionary(
    all.flatMap { need in need.images.map { ($0, need) } }, uniquingKeysWith: { first, _ in first })

  private static let all = [
    PasswordNeed(
      images: ["redis", "redis-stack", "redis-stack-server", "valkey", "keydb"],
      variables: ["REDIS_ARGS", "VALKEY_EXTRA_FLAGS"],
      foreignVariables: ["REDIS_PASSWORD", "VALKEY_PASSWORD", "ALLOW_EMPTY_PASSWORD"],
      servers: ["redis-server", "valkey-server", "keydb-server", "redis-stack-server"],
      isRequiredByBitnami: true,
      options: ["requirepass", "aclfile", "protected-mode"],
      files: [".conf", ".acl", "etc/redis", "etc/valkey", "usr/local/etc"],
      otherwise: "answers without a password"),
    PasswordNeed(
      images: ["dragonfly"], variables: ["DFLY_REQUIREPASS", "DFLY_PASSWORD"], servers: ["dragonfly"],
      options: ["requirepass", "flagfile"], files: ["flag", ".conf"],
      otherwise: "answers without a password"),
    PasswordNeed(
      images: ["mongo", "mongodb", "mongodb-community-server"],
      variables: [
        "MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD", "MONGODB_ROOT_PASSWORD",
        "MONGODB_INITDB_ROOT_USERNAME", "MONGODB_INITDB_ROOT_PASSWORD", "ALLOW_EMPTY_PASSWORD",
      ],
      servers: ["mongod"], isRequiredByBitnami: true,
      options: ["--auth", "--keyFile", "--config", "--noauth"], files: [".conf", "keyfile"],
      otherwise: "answers without a password"),
    PasswordNeed(
      images: ["minio"],
      variables: [
        "MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY",
        "MINIO_CONFIG_ENV_FILE",
      ],
      servers: ["minio", "server"],
      options: [], files: ["minio.env", "config.env"],
      otherwise: "keeps the password that MinIO's documentation publishes"),
    PasswordNeed(
      images: ["grafana", "grafana-oss", "grafana-enterprise"],
      variables: [
        "GF_SECURITY_ADMIN_PASSWORD", "GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION",
        "GF_AUTH_ANONYMOUS_ENABLED",
        "GF_AUTH_DISABLE_LOGIN_FORM",
      ],
      options: ["config"], files: ["grafana.ini", "/etc/grafana"],
      otherwise: "keeps the password that Grafana's documentation publishes"),
    PasswordNeed(
      images: ["elasticsearch"],
      variables: ["XPACK.SECURITY.ENABLED", "ELASTIC_PASSWORD"],
      options: ["xpack.security.enabled"], files: ["elasticsearch.yml", "elasticsearch/config"],
      before: (8, 0), otherwise: "answers without a password, as Elasticsearch does before release 8"),
    PasswordNeed(
      images: ["opensearch"],
      variables: [
        "PLUGINS.SECURITY.DISABLED", "DISABLE_SECURITY_PLUGIN", "DISABLE_INSTALL_DEMO_CONFIG",
        "OPENSEARCH_INITIAL_ADMIN_PASSWORD",
      ],
      options: ["plugins.security"], files: ["opensearch.yml", "internal_users", "opensearch-security"],
      before: (2, 12), otherwise: "keeps the password of OpenSearch's demonstration"),
    PasswordNeed(
      images: ["influxdb"], variables: ["INFLUXDB_HTTP_AUTH_ENABLED"],
      options: ["config"], files: ["influxdb.conf"],
      before: (2, 0), otherwise: "answers without a password, as InfluxDB does before release 2"),
    PasswordNeed(
      images: ["activemq-artemis"], variables: ["ARTEMIS_PASSWORD", "ANONYMOUS_LOGIN"],
      options: [], files: ["artemis", "broker.xml"],
      otherwise: "keeps the password that Artemis's documentation publishes"),
    PasswordNeed(
      images: ["activemq", "activemq-classic"],
      variables: ["ACTIVEMQ_WEB_PASSWORD", "ACTIVEMQ_CONNECTION_PASSWORD", "ACTIVEMQ_ADMIN_PASSWORD"],
      options: [], files: ["activemq", "conf"],
      otherwise: "keeps the password that ActiveMQ's documentation publishes"),
    PasswordNeed(
      images: ["mongo-express"],
      variables: ["ME_CONFIG_BASICAUTH_PASSWORD", "ME_CONFIG_BASICAUTH", "ME_CONFIG_BASICAUTH_ENABLED"],
      options: [], files: ["config.js"],
      otherwise: "keeps the password that mongo-express's documentation publishes"),
    PasswordNeed(
      images: ["emqx"],
      variables: ["EMQX_DASHBOARD__DEFAULT_PASSWORD", "EMQX_DASHBOARD__DEFAULT_USERNAME"],
      options: [], files: ["emqx.conf", "base.hocon"],
      otherwise: "keeps its dashboard's password that EMQX's documentation publishes"),
  ]
}

extension ImageReference {
  /// Whether Bitnami makes it.
  fileprivate var isBitnami: Bool {
    ["bitnami", "bitnamilegacy", "bitnamisecure"].contains {
      repository.hasPrefix($0 + "/") || repository.hasText("/" + $0 + "/")
    }
  }
}

extension Service {
  /// Whether all files of its environment were read.
  fileprivate func knowsItsEnvironment(in project: Project) -> Bool {
    section.sections("env_file").allSatisfy { file in
      guard let path = file.text("path"), !path.isUnknown else { return false }
      return project.sources[FilePath.join(project.directory, path.value)] != nil
    }
  }
}
