/// An image's configuration (OCI Image Specification, config.md), with Docker's extensions.
///
/// Absent fields are empty: the specification gives them no other meaning.
package struct ImageConfig: Sendable, Hashable, Decodable {
  /// RFC 3339 date and time of the build.
  package var created: String?
  package var author: String?
  package var platform = Platform()
  /// How a container runs unless something else is set.
  package var execution = Execution()
  /// The digests of the layers' unpacked tars, the lowest first, as the config states them.
  package var diffIDs: [String] = []
  package var history: [HistoryStep] = []

  package init() {}

  package init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    created = try fields.optional("created")
    author = try fields.optional("author")
    platform = try Platform(from: decoder)
    execution = try fields.optional("config") ?? fields.optional("container_config") ?? Execution()
    diffIDs = try fields.optional("rootfs", as: RootFS.self)?.diffIDs ?? []
    history = try fields.list("history")
  }

  private struct RootFS: Decodable {
    let diffIDs: [String]

    init(from decoder: any Decoder) throws { diffIDs = try AnyCaseFields(decoder).list("diff_ids") }
  }

  /// The `config` object.
  package struct Execution: Sendable, Hashable, Decodable {
    /// `user`, `uid`, `user:group`, `uid:gid`; empty for the default, which is root.
    package var user = ""
    /// `port`, `port/tcp`, `port/udp`.
    package var exposedPorts: [String] = []
    /// `NAME=value`, in order.
    package var environment: [String] = []
    /// nil where the image has none, which is not the same as an empty list.
    package var entrypoint: [String]?
    package var command: [String]?
    package var volumes: [String] = []
    package var workingDirectory = ""
    package var labels: [String: String] = [:]
    package var stopSignal: String?
    /// Docker's extension; nil where no instruction set one.
    package var healthCheck: HealthCheck?
    /// Docker's extension: instructions for the image that builds on this one.
    package var onBuild: [String] = []
    /// Docker's extension: the shell of shell-form instructions.
    package var shell: [String]?
    /// Reserved by the specification for what a container may use; bytes, and shares of CPU time. nil where unset.
    package var memory: Int64?
    package var memorySwap: Int64?
    package var cpuShares: Int64?
    /// Docker's extension (Windows): arguments are escaped already.
    package var argumentsEscaped = false

    package init() {}

    package init(from decoder: any Decoder) throws {
      let fields = try AnyCaseFields(decoder)
      user = try fields.optional("User") ?? ""
      exposedPorts = try fields.set("ExposedPorts")
      environment = try fields.list("Env")
      entrypoint = try fields.optional("Entrypoint")
      command = try fields.optional("Cmd")
      volumes = try fields.set("Volumes")
      workingDirectory = try fields.optional("WorkingDir") ?? ""
      labels = try fields.texts("Labels")
      stopSignal = try fields.optional("StopSignal")
      healthCheck = try fields.optional("Healthcheck")
      onBuild = try fields.list("OnBuild")
      shell = try fields.optional("Shell")
      memory = try fields.optional("Memory")
      memorySwap = try fields.optional("MemorySwap")
      cpuShares = try fields.optional("CpuShares")
      argumentsEscaped = try fields.optional("ArgsEscaped") ?? false
    }
  }

  /// Docker's health check. Durations are in nanoseconds; 0 means the engine's default.
  package struct HealthCheck: Sendable, Hashable, Decodable {
    /// Empty (inherit), `["NONE"]`, `["CMD", ...]` or `["CMD-SHELL", text]`.
    package var test: [String] = []
    package var interval: Int64 = 0
    package var timeout: Int64 = 0
    package var startPeriod: Int64 = 0
    package var startInterval: Int64 = 0
    package var retries = 0

    package init() {}

    package init(from decoder: any Decoder) throws {
      let fields = try AnyCaseFields(decoder)
      test = try fields.list("Test")
      interval = try fields.optional("Interval") ?? 0
      timeout = try fields.optional("Timeout") ?? 0
      startPeriod = try fields.optional("StartPeriod") ?? 0
      startInterval = try fields.optional("StartInterval") ?? 0
      retries = try fields.optional("Retries") ?? 0
    }

    /// Whether it says that there is to be none.
    package var isDisabled: Bool { test.first == "NONE" }
  }
}

/// One build step (OCI Image Specification, config.md, `history`).
package struct HistoryStep: Sendable, Hashable, Decodable {
  package var created: String?
  /// The instruction, in the spelling of the builder that wrote it.
  package var createdBy = ""
  package var author: String?
  package var comment: String?
  /// Whether the step made no layer.
  package var isEmptyLayer = false

  package init(createdBy: String, isEmptyLayer: Bool = false) {
    self.createdBy = createdBy
    self.isEmptyLayer = isEmptyLayer
  }

  package init(from decoder: any Decoder) throws {
    let fields = try AnyCaseFields(decoder)
    created = try fields.optional("created")
    createdBy = try fields.optional("created_by") ?? ""
    author = try fields.optional("author")
    comment = try fields.optional("comment")
    isEmptyLayer = try fields.optional("empty_layer") ?? false
  }
}
