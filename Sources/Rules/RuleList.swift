extension Rule {
  /// All rules, in the order of their ids. A test holds the list to the folder.
  package static let all: [Rule] = (image + compose).sorted { $0.id < $1.id }

  /// All rules about images.
  package static let image: [Rule] = [
    imageBrokenHealthCheck,
    imageDangerousWorkingDirectory,
    imageDigestMismatch,
    imageDisabledHealthCheck,
    imageExposedDebugPort,
    imageExposedSSHPort,
    imageMissingLabel,
    imageMissingLoader,
    imageMissingProgram,
    imageMissingShell,
    imageNamedUser,
    imageNoHealthCheck,
    imageNotExecutableProgram,
    imageOnBuild,
    imageRelativeWorkingDirectory,
    imageRollingTag,
    imageRootGroup,
    imageRootUser,
    imageSensitiveVolume,
    imageUnknownUser,
    layerAuthorizedKeys,
    layerDeviceNode,
    layerDistributionSetIDFile,
    layerDuplicateGid,
    layerDuplicateUid,
    layerEmptyPassword,
    layerFileCapability,
    layerPasswordHash,
    layerPowerfulCapability,
    layerSecondRoot,
    layerSetIDFile,
    layerSSHHostKey,
    layerSudoCommandWithoutPassword,
    layerSudoWithoutPassword,
    layerWorldWritableDirectory,
    layerWorldWritableFile,
    layerWritableEntryPoint,
    layerWritableLibraryDirectory,
    layerWritablePathDirectory,
  ]

  /// The rule of that id.
  package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}
