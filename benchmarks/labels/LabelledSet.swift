import Secrets

/// Files with each line labelled as secret or not, by which accuracy is measured (`testdata/secrets`).
package struct LabelledSet: Sendable {
  package struct File: Sendable {
    package let path: String
    package fileprivate(set) var bytes: [UInt8] = []
    /// The first line of each labelled text, from 1, and whether it holds a secret.
    package fileprivate(set) var labels: [(line: Int, lines: Int, isSecret: Bool, text: String)] = []
    fileprivate var lines = 0
  }

  package private(set) var files: [File] = []

  /// Reads the notation of the set: `file PATH`, then `+ line` and `- line`; values as in `ExampleText`.
  package init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("file ") {
        files.append(File(path: String(line.dropFirst(5))))
      } else if line.hasPrefix("+ ") || line.hasPrefix("- "), !files.isEmpty {
        let place = files[files.count - 1].lines
        let notation = line.dropFirst(2).replacing("\\n", with: "\n")
        let content = ExampleText.expanded(String(notation), variant: files.count * 1000 + place)
        let count = content.count { $0 == "\n" } + 1
        files[files.count - 1].labels.append(
          (place + 1, count, line.hasPrefix("+"), String(line.dropFirst(2))))
        files[files.count - 1].bytes += Array(content.utf8) + [0x0A]
        files[files.count - 1].lines += count
      }
    }
  }

  /// How well a scanner did: the labelled texts it missed, and those without a secret that it reported.
  package struct Score: Sendable {
    package var secrets = 0
    package var others = 0
    package var missed: [String] = []
    package var alarms: [String] = []

    package init() {}

    /// The share of secrets that were found, 0 to 1.
    package var recall: Double { secrets == 0 ? 1 : Double(secrets - missed.count) / Double(secrets) }
  }

  /// The score of a scanner that reports these lines of each file, by path.
  package func score(_ reported: [String: Set<Int>]) -> Score {
    var score = Score()
    for file in files {
      let lines = reported[file.path] ?? []
      for label in file.labels {
        let isReported = (label.line..<(label.line + label.lines)).contains { lines.contains($0) }
        let name = "\(file.path):\(label.line) \(label.text)"
        if label.isSecret {
          score.secrets += 1
          if !isReported { score.missed.append(name) }
        } else {
          score.others += 1
          if isReported { score.alarms.append(name) }
        }
      }
    }
    return score
  }
}
