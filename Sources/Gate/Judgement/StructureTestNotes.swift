import Policies

extension StructureTests {
  /// What of the tests was not tried, and why: an archive is no running container.
  var notes: [String] {
    commandTests.map {
      "\(file): the command test '\($0)' was skipped, because it needs a running container"
    }
  }
}
