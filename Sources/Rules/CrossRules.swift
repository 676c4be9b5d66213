extension Rule {
  /// All rules about services together with their images, in the order of their ids.
  package static let cross: [Rule] = [
    .crossAnonymousVolume,
    .crossBakedSecret,
    .crossBlockedPrivilege,
    .crossBrokenCommand,
    .crossBrokenHealthCheck,
    .crossDroppedCapability,
    .crossFullDisk,
    .crossHiddenFiles,
    .crossNoHealthCheck,
    .crossOtherImage,
    .crossPlatformMismatch,
    .crossPrivilegedPort,
    .crossRootUser,
    .crossSmallMemoryLimit,
    .crossUnexposedPort,
    .crossUnknownUser,
    .crossUnusedPort,
    .crossUnwritablePath,
    .crossUnwritableVolume,
  ]
}
