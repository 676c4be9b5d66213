import Findings
import Foundation

/// One line of the results of a batch: an image, and what its check came to.
package struct BatchLine: Sendable, Codable {
  /// The image as the list names it.
  package let image: String
  /// What `imgcheck check` of the image alone would have ended with: 0, 1 or 3.
  package let status: Int
  package let verdict: Report.Verdict
  /// The report, without the lists of packages and directories, which are most of it.
  package let report: Report

  package init(image: String, report: Report) {
    self.image = image
    status = report.exitCode
    verdict = report.summary.verdict
    var report = report
    for index in report.images.indices {
      report.images[index].packages = nil
      report.images[index].directories = nil
    }
    self.report = report
  }
}

/// The first line: what all that follow have in common.
package struct BatchHead: Sendable, Hashable, Codable {
  /// The form of the file; a later one has another number.
  package static let currentForm = 1

  package let batch: Int
  package let version: String
  /// A hash of the policy and all options that decide about findings: results of other conditions do not go together.
  package let conditions: String
  /// The day by which images were judged, as `YYYY-MM-DD`.
  package var day: String
  /// Which part of the list it is, `I/N` from 1; `1/1` for all of it.
  package var shard: String

  package init(version: String, conditions: String, day: String, shard: BatchShard) {
    batch = Self.currentForm
    self.version = version
    self.conditions = conditions
    self.day = day
    self.shard = shard.description
  }

  /// Whether the results of both were found in the same way; the day may be another.
  package func goesWith(_ other: BatchHead) -> Bool {
    (batch, version, conditions) == (other.batch, other.version, other.conditions)
  }
}

/// The last line, which is there only where nothing is missing before it.
package struct BatchEnd: Sendable, Hashable, Codable {
  /// How many images the part has.
  package let images: Int

  package init(images: Int) { self.images = images }
}

/// A line of any kind.
package enum BatchRecord: Sendable {
  case head(BatchHead)
  case image(BatchLine)
  case end(BatchEnd)

  private struct End: Codable {
    let end: BatchEnd
  }

  private struct Kind: Decodable {
    let batch: Int?
    let image: String?
  }

  /// Reads a line without its end; nil where it is none, as where a process ended while it wrote.
  package init?(_ line: [UInt8]) {
    let data = Data(line)
    let decoder = JSONDecoder()
    do {
      let kind = try decoder.decode(Kind.self, from: data)
      if kind.image != nil {
        self = .image(try decoder.decode(BatchLine.self, from: data))
      } else if kind.batch != nil {
        self = .head(try decoder.decode(BatchHead.self, from: data))
      } else {
        self = .end(try decoder.decode(End.self, from: data).end)
      }
    } catch {
      return nil
    }
  }

  /// The line with its end.
  package func line() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch self {
      case .head(let head): try encoder.encode(head)
      case .image(let line): try encoder.encode(line)
      case .end(let end): try encoder.encode(End(end: end))
      }
    return [UInt8](data) + [UInt8(ascii: "\n")]
  }
}
