import Findings

/// What became of one image. Lists that are nil could not be compared, and `notCompared` says why.
package struct ImageDifference: Sendable, Codable {
  package var old: Side
  package var new: Side
  package var findings: FindingChanges
  package var size: SizeChanges
  package var packages: [PackageChange]?
  package var config: [ConfigChange]
  /// Files and directories that may do or suffer more than before.
  package var permissions: [PermissionChange]?
  /// Regular files that were added, removed or have another content.
  package var files: FileCounts?
  /// What of the image the old side does not hold.
  package var notCompared: [String] = []

  package init(
    old: Side, new: Side, findings: FindingChanges, size: SizeChanges, packages: [PackageChange]?,
    config: [ConfigChange], permissions: [PermissionChange]?, files: FileCounts?, notCompared: [String]
  ) {
    self.old = old
    self.new = new
    self.findings = findings
    self.size = size
    self.packages = packages
    self.config = config
    self.permissions = permissions
    self.files = files
    self.notCompared = notCompared
  }

  /// The image on one side.
  package struct Side: Sendable, Codable, Hashable {
    package let name: String
    package let tags: [String]
    package let platform: String
    package let digest: String?

    package init(_ image: ImageSummary) {
      name = image.name
      tags = image.tags
      platform = image.platform
      digest = image.digest
    }

    /// As people call it.
    package var title: String { tags.first ?? name }
  }

  /// How many regular files of the final tree differ.
  package struct FileCounts: Sendable, Codable, Hashable {
    package var added = 0
    package var removed = 0
    package var changed = 0

    package init() {}
  }
}

/// Findings by what became of them.
package struct FindingChanges: Sendable, Codable, Hashable {
  /// The worst first.
  package var new: [Finding] = []
  /// There before, and graver now.
  package var worse: [SeverityIncrease] = []
  package var gone: [Finding] = []
  /// There before and now.
  package var same = 0

  package init() {}

  package struct SeverityIncrease: Sendable, Codable, Hashable {
    package let finding: Finding
    package let before: Severity

    package init(finding: Finding, before: Severity) {
      self.finding = finding
      self.before = before
    }
  }

  /// How many of the new ones are at `threshold` or above, and how many came to be.
  func failing(_ threshold: Severity) -> Int {
    new.count { $0.severity >= threshold }
      + worse.count { $0.finding.severity >= threshold && $0.before < threshold }
  }
}

/// A package by type and name, with all versions of it that are installed.
package struct PackageChange: Sendable, Codable, Hashable {
  /// The package URL's type: `deb`, `npm`.
  package let type: String
  package let name: String
  /// Empty for a package that was added.
  package let old: [String]
  /// Empty for a package that was removed.
  package let new: [String]

  package init(type: String, name: String, old: [String], new: [String]) {
    self.type = type
    self.name = name
    self.old = old
    self.new = new
  }
}

/// A field of the config, or one entry of it. What its name says is secret is masked.
package struct ConfigChange: Sendable, Codable, Hashable {
  /// `User`, `Env.PATH`, `ExposedPorts.80/tcp`, `Labels.version`.
  package let field: String
  /// nil where it is not set.
  package let old: String?
  package let new: String?

  package init(field: String, old: String?, new: String?) {
    self.field = field
    self.old = old
    self.new = new
  }
}

/// A file or directory of the final tree that gained a right.
package struct PermissionChange: Sendable, Codable, Hashable {
  package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
    case setUserID, setGroupID, capabilities, worldWritable
  }

  package let kind: Kind
  /// With a leading `/`, unprintable bytes as `\xNN`.
  package let path: String
  /// Whether nothing was there before.
  package let isNew: Bool
  /// The capabilities that were gained; empty for all other kinds.
  package let capabilities: [String]
  /// How many more below a directory became writable for everyone with it.
  package var below: Int

  package init(kind: Kind, path: String, isNew: Bool, capabilities: [String] = [], below: Int = 0) {
    self.kind = kind
    self.path = path
    self.isNew = isNew
    self.capabilities = capabilities
    self.below = below
  }
}
