import LoopbackServer
import Synchronization
import Testing
import Transfer

@Suite struct ResumeTests {
  private static let whole = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  /// The number in `bytes=123-`; 0 where a request has none.
  private static func start(_ request: LoopbackServer.Request) -> Int {
    request.headers["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } ?? 0
  }

  private static func part(_ request: LoopbackServer.Request) -> (Int, [String: String], [UInt8]) {
    let start = start(request)
    let range = "bytes \(start)-\(whole.count - 1)/\(whole.count)"
    return (start == 0 ? 200 : 206, start == 0 ? [:] : ["Content-Range": range], Array(whole[start...]))
  }

  @Test func `a cut is asked for again from the missing byte on`() throws {
    let server = try LoopbackServer { request in
      let (status, headers, rest) = Self.part(request)
      return rest.count > 100_000
        ? .cut(status: status, headers: headers, Array(rest.prefix(100_000)), promised: rest.count)
        : .whole(status: status, headers: headers, rest)
    }
    let found = try content(server.address, size: Int64(Self.whole.count))
    #expect(found.error == nil)
    #expect(found.bytes == Self.whole)
    #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=100000-", "bytes=200000-"])
  }

  @Test func `a server without ranges doubles nothing`() throws {
    let count = Mutex(0)
    let server = try LoopbackServer { _ in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      return number < 3
        ? .cut(Array(Self.whole.prefix(50_000 * number)), promised: Self.whole.count) : .whole(Self.whole)
    }
    #expect(try content(server.address, size: Int64(Self.whole.count)).bytes == Self.whole)
  }

  @Test func `another part than was asked for is refused`() throws {
    let server = try LoopbackServer { request in
      Self.start(request) == 0
        ? .cut(Array(Self.whole.prefix(1_000)), promised: Self.whole.count)
        : .whole(
          status: 206, headers: ["Content-Range": "bytes 5000-299999/300000"], Array(Self.whole[5_000...]))
    }
    let found = try content(server.address, size: Int64(Self.whole.count))
    #expect(found.error != nil)
    #expect(found.bytes == Array(Self.whole.prefix(1_000)))
  }

  @Test func `cuts without end are given up`() throws {
    let server = try LoopbackServer { request in
      let (status, headers, rest) = Self.part(request)
      return .cut(status: status, headers: headers, Array(rest.prefix(1)), promised: rest.count)
    }
    #expect(try content(server.address, size: Int64(Self.whole.count)).error != nil)
    #expect(server.requests.count <= 16)
  }

  @Test(arguments: [429, 503]) func `a busy server is asked again`(status: Int) throws {
    let count = Mutex(0)
    let server = try LoopbackServer { _ in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      return number < 3 ? .whole(status: status, headers: ["Retry-After": "0"]) : .whole([7])
    }
    #expect(try document(server.address).body == [7])
    #expect(server.requests.count == 3)
  }

  @Test func `a server that stays busy is an answer`() throws {
    let server = try LoopbackServer { _ in .whole(status: 503) }
    #expect(try document(server.address).status == 503)
    #expect(server.requests.count == 5)
  }
}
