import Synchronization

/// The path of a file, small enough to stand in every span: a number in a table of all paths of this run.
///
/// Numbers depend on the order of the work, so they are never shown, and order is that of the paths.
package struct FileName: Sendable, Hashable {
  private let number: UInt32

  private struct Table {
    var paths: [String] = []
    var numbers: [String: UInt32] = [:]
  }

  private static let table = Mutex(Table())

  package init(_ path: String) {
    number = Self.table.withLock { table in
      if let known = table.numbers[path] { return known }
      let number = UInt32(table.paths.count)
      table.paths.append(path)
      table.numbers[path] = number
      return number
    }
  }

  package var path: String { Self.table.withLock { $0.paths[Int(number)] } }
}

extension FileName: Comparable {
  package static func < (left: FileName, right: FileName) -> Bool { left != right && left.path < right.path }
}
