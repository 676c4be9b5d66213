import Testing

@testable import Images

@Suite struct SecretPassTests {
  @Test(arguments: [
    ([], []),
    ([0, 0], []),
    ([3, 0, 3, 3], [0..<4]),
    ([3, 0, 7, 3, 0], [0..<3, 3..<5]),
    // A large one is a portion by itself, and the entries before it are one.
    ([3, 0, 12, 1], [0..<2, 2..<3, 3..<4]),
    ([12, 12], [0..<1, 1..<2]),
    ([0, 12, 0], [0..<2]),
  ])
  func `entries are cut by the bytes that they hold`(sizes: [Int], portions: [Range<Int>]) {
    #expect(SecretPass.portions(sizes, bytes: 10) == portions)
  }
}
