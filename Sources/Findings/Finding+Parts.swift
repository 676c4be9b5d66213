extension Finding {
  package struct Related: Sendable, Hashable, Codable {
    package var location: Location
    package let message: String

    package init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  /// A change of a file that repairs it: what stands in the region is replaced; lines and columns from 1.
  package struct Edit: Sendable, Hashable, Codable {
    package let file: String
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int
    package let replacement: String

    package init(file: String, line: Int, column: Int, endLine: Int, endColumn: Int, replacement: String) {
      self.file = file
      self.line = line
      self.column = column
      self.endLine = endLine
      self.endColumn = endColumn
      self.replacement = replacement
    }
  }

  /// Who says that a finding does not count, and why.
  package struct Suppression: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      /// A comment in the file that it stands in.
      case comment
      /// An exception of the policy.
      case exception
      /// It was there already when the baseline was written.
      case baseline
    }

    package let kind: Kind
    /// The reason that was given; empty for a baseline.
    package let reason: String
    /// The last day on which it holds, as `YYYY-MM-DD`.
    package let until: String?
    package let owner: String?
    package let ticket: String?

    package init(
      kind: Kind, reason: String, until: String? = nil, owner: String? = nil, ticket: String? = nil
    ) {
      self.kind = kind
      self.reason = reason
      self.until = until
      self.owner = owner
      self.ticket = ticket
    }
  }
}

/// Whose work a layer is.
package enum Origin: String, Sendable, Hashable, Codable, CaseIterable {
  /// It came with the base image.
  case base
  /// The image's own build made it.
  case yours
}
