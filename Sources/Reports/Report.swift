import Findings

/// The result of one run: the JSON contract, and what every other format is made from.
///
/// `schemaVersion` grows in its first number when a member goes or changes its meaning, in its second when one
/// is added.
package struct Report: Sendable, Codable {
  package static let currentSchemaVersion = "1.3"

  package var schemaVersion = Report.currentSchemaVersion
  package var tool: Tool
  package var images: [ImageSummary] = []
  package var compose: [ComposeSummary] = []
  /// The worst first.
  package var findings: [Finding] = []
  /// Findings that an exception, a comment or a baseline takes out of the count; the worst first.
  package var suppressed: [Finding]?
  /// Rules that the policy turns off, in order: that they found nothing means nothing. nil where it turns off none.
  package var disabledRules: [String]?
  /// What the compose projects promise of the host; nil where no policy describes one.
  package var budget: HostBudget?
  package var summary: Summary
  /// What could not be read or checked; while there is any, the answer is not "clean".
  package var incomplete: [Incomplete] = []
  /// The configuration files that options came from; nil where none did.
  package var configurations: [ConfigurationUse]?
  /// What a reader should know that is neither: absent platforms, attestations.
  package var notes: [String] = []

  package init(tool: Tool, summary: Summary) {
    self.tool = tool
    self.summary = summary
  }

  /// The configurations, then the notes: what formats without a place of their own for the former list.
  var allNotes: [String] { (configurations ?? []).flatMap(\.lines) + notes }

  /// 0 clean, 1 findings at or above `failOn`, 3 something could not be read or checked.
  package var exitCode: Int {
    switch summary.verdict {
    case .pass: 0
    case .fail: 1
    case .incomplete: 3
    }
  }

  package struct Tool: Sendable, Codable, Hashable {
    package let name: String
    package let version: String

    package init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// What the run comes to.
  package struct Summary: Sendable, Codable, Hashable {
    package var verdict: Verdict
    /// Findings of this severity or worse fail the run.
    package var failOn: Severity
    package var total = 0
    /// How many findings of each severity, all severities named.
    package var bySeverity: [String: Int] = [:]
    /// How many findings are at `failOn` or worse.
    package var failing = 0

    package init(_ findings: [Finding], failOn: Severity, isComplete: Bool) {
      self.failOn = failOn
      total = findings.count
      var counts = Severity.allCases.map { _ in 0 }
      for finding in findings { counts[finding.severity.rank] += 1 }
      for severity in Severity.allCases {
        bySeverity[severity.rawValue] = counts[severity.rank]
        if severity >= failOn { failing += counts[severity.rank] }
      }
      verdict = !isComplete ? .incomplete : failing > 0 ? .fail : .pass
    }
  }

  package enum Verdict: String, Sendable, Codable, Hashable, CaseIterable {
    case pass, fail, incomplete
  }
}

/// One image of the report.
package struct ImageSummary: Sendable, Codable {
  /// The input as it was given.
  package var source: String
  /// `docker-v1`, `docker-archive`, `docker-archive+oci`, `oci-archive`, `oci-layout`, `root-file-system`.
  package var format: String
  /// Where an image that was named came from; nil for a file, and in reports before version 1.3.
  package var origin: ImageSource?
  /// How the archive itself is packed.
  package var compression: String
  /// The stable name, without tag and digest.
  package var name: String
  package var tags: [String]
  package var platform: String
  /// The config's `User` as it stands there.
  package var user: String
  package var digest: String?
  /// What `digest` is of: `manifest`, or `config` where the format has no manifest.
  package var digestOf: String?
  /// When the config says that it was built: an RFC 3339 time in UTC; nil where it says none.
  package var created: String?
  /// The operating system in it; nil where no file says.
  package var system: SystemSummary?
  /// The packages of the final file tree; nil in reports of version 1.0.
  package var packages: [PackageSummary]?
  package var complete: Bool
  package var layers: [LayerSummary]
  package var finalTree: FinalTree
  /// How it is known which layers are the base image's: `baseImage`, `annotation`,
  /// `buildRecord`, `guess`, `none`.
  package var originBasis: String
  /// The largest directories of the final tree, the largest first, with the large ones in them; nil in a report of
  /// schema 1.0.
  package var directories: [DirectorySummary]?

  package init(
    source: String, format: String, compression: String, name: String, tags: [String], platform: String,
    user: String, digest: String?, complete: Bool, layers: [LayerSummary], finalTree: FinalTree,
    originBasis: String
  ) {
    self.source = source
    self.format = format
    self.compression = compression
    self.name = name
    self.tags = tags
    self.platform = platform
    self.user = user
    self.digest = digest
    self.complete = complete
    self.layers = layers
    self.finalTree = finalTree
    self.originBasis = originBasis
  }

  /// Name with the first tag, as people call the image.
  package var title: String { tags.first ?? name }
}

/// Where an image that was named was read from.
package struct ImageSource: Sendable, Codable, Hashable {
  /// The engine or the registry, such as `registry docker.io`.
  package var place: String
  /// The digest by which it is known there; nil where there is none.
  package var digest: String?

  package init(place: String, digest: String?) {
    self.place = place
    self.digest = digest
  }
}

/// One layer of an image.
package struct LayerSummary: Sendable, Codable {
  package var index: Int
  /// As computed from the bytes; nil where they could not be read.
  package var diffID: String?
  /// Of the blob as stored, as computed.
  package var digest: String?
  package var mediaType: String?
  package var compression: String
  /// Bytes as stored.
  package var size: Int64
  package var uncompressedSize: Int64
  /// Members of the tar.
  package var entries: Int
  package var whiteouts: Int
  package var opaque: Int
  package var instruction: String?
  package var origin: Origin
  /// `ok`, `absent`, `foreign`, `encrypted`, `damaged`.
  package var status: String
  /// Bytes of the layer's files that a later layer or a later entry hides; nil in a report of schema 1.0.
  package var hiddenBytes: Int64?

  package init(
    index: Int, diffID: String?, digest: String?, mediaType: String?, compression: String, size: Int64,
    uncompressedSize: Int64, entries: Int, whiteouts: Int, opaque: Int, instruction: String?, origin: Origin,
    status: String
  ) {
    self.index = index
    self.diffID = diffID
    self.digest = digest
    self.mediaType = mediaType
    self.compression = compression
    self.size = size
    self.uncompressedSize = uncompressedSize
    self.entries = entries
    self.whiteouts = whiteouts
    self.opaque = opaque
    self.instruction = instruction
    self.origin = origin
    self.status = status
  }
}

/// A directory of an image's final file tree, and how much lies in it.
package struct DirectorySummary: Sendable, Codable, Hashable {
  /// With a leading `/`, unprintable bytes as `\xNN`.
  package var path: String
  /// Bytes of regular files, however deep.
  package var bytes: Int64
  /// Regular files, however deep.
  package var files: Int
  /// The large ones of the directories in it, the largest first; no list of all.
  package var children: [DirectorySummary]

  package init(path: String, bytes: Int64, files: Int, children: [DirectorySummary] = []) {
    self.path = path
    self.bytes = bytes
    self.files = files
    self.children = children
  }
}

/// What the final file tree of an image holds.
package struct FinalTree: Sendable, Codable, Hashable {
  package var files: Int
  package var directories: Int
  package var symbolicLinks: Int
  package var hardLinks: Int
  package var others: Int
  package var setUserID: Int
  package var setGroupID: Int
  package var bytes: Int64

  package init(
    files: Int, directories: Int, symbolicLinks: Int, hardLinks: Int, others: Int, setUserID: Int,
    setGroupID: Int, bytes: Int64
  ) {
    self.files = files
    self.directories = directories
    self.symbolicLinks = symbolicLinks
    self.hardLinks = hardLinks
    self.others = others
    self.setUserID = setUserID
    self.setGroupID = setGroupID
    self.bytes = bytes
  }
}

/// One compose project of the report.
package struct ComposeSummary: Sendable, Codable {
  /// The files, in the order in which they were read.
  package var files: [String]
  package var name: String
  package var services: [String]
  /// The digest of each file that was read, by its path; nil in reports of version 1.0.
  package var digests: [String: String]?
  /// Who can reach whom; nil where nobody asked.
  package var network: NetworkSummary?

  package init(files: [String], name: String, services: [String]) {
    self.files = files
    self.name = name
    self.services = services
  }
}
