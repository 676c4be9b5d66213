import ArchiveIO
import Findings
import Foundation
import Images
import LoopbackServer
import Synchronization
import TestSupport
import Testing
import Transfer

@testable import ImageSources

/// Layers that are fetched at one time, and read one after the other.
@Suite struct SideBySideTests {
  private func load(_ server: LoopbackServer, _ options: SourceOptions = options()) throws -> SavedImages {
    try ImageSourcesTests.load("127.0.0.1:\(server.port)/team/app:1.0", options)
  }

  /// How many requests are answered at one time.
  private final class Presence: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    /// Comes, and stays until `others` are there too, for a second at most.
    func stay(until others: Int) {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      for _ in 0..<100 where most < others { Thread.sleep(forTimeInterval: 0.01) }
      counts.withLock { $0.now -= 1 }
    }
  }

  @Test func `three layers are fetched at one time, and no more`() throws {
    let sample = try SampleImage(files: (0..<7).map { ["srv/file\($0)"] })
    let layers = Set(sample.layers.map { "/v2/team/app/blobs/\($0.digest)" })
    let presence = Presence()
    sample.registry.before { request in
      if layers.contains(request.path) { presence.stay(until: 3) }
      return nil
    }
    let saved = try load(sample.registry.start())
    #expect(presence.most == 3)
    #expect(saved.statuses == Array(repeating: .ok, count: 7))
    #expect(
      saved.images.first?.layers.compactMap { $0.scan.digest?.description } == sample.layers.map(\.digest))
    #expect(saved.images.first?.mismatches.isEmpty == true && saved.incomplete.isEmpty)
  }

  @Test func `each layer goes on where it was cut, whichever came first`() throws {
    let sample = try SampleImage(files: (0..<5).map { ["srv/file\($0)"] })
    let bytes = Dictionary(
      uniqueKeysWithValues: sample.layers.map { ("/v2/team/app/blobs/\($0.digest)", $0.bytes) })
    sample.registry.before { request in
      guard let whole = bytes[request.path] else { return nil }
      guard request.headers["range"] == "bytes=700-" else {
        return .cut(Array(whole.prefix(700)), promised: whole.count)
      }
      return .whole(
        status: 206, headers: ["Content-Range": "bytes 700-\(whole.count - 1)/\(whole.count)"],
        Array(whole[700...]))
    }
    let server = try sample.registry.start()
    let saved = try load(server)
    #expect(saved.statuses == Array(repeating: .ok, count: 5))
    #expect(saved.images.first?.mismatches.isEmpty == true && saved.incomplete.isEmpty)
    #expect(server.requests.count { $0.headers["range"] != nil } == 5)
  }

  @Test func `a token that expires in the middle of a layer is asked for again`() throws {
    let sample = try SampleImage()
    let (cut, bytes) = ("/v2/team/app/blobs/\(sample.layers[1].digest)", sample.layers[1].bytes)
    let given = Mutex(0)
    let port = Mutex(0)
    sample.registry.before { request in
      if request.path.hasPrefix("/token") {
        let number = given.withLock {
          $0 += 1
          return $0
        }
        return .whole(Array(#"{"token":"t\#(number)"}"#.utf8))
      }
      // Once a layer was cut, tokens of before count no more.
      guard let authorization = request.headers["authorization"],
        request.headers["range"] == nil || authorization != "Bearer t1"
      else {
        return .whole(
          status: 401,
          headers: ["WWW-Authenticate": "Bearer realm=\"http://127.0.0.1:\(port.withLock { $0 })/token\""])
      }
      guard request.path == cut else { return nil }
      return request.headers["range"] == nil
        ? .cut(Array(bytes.prefix(700)), promised: bytes.count) : .whole(bytes)
    }
    let server = try sample.registry.start()
    port.withLock { $0 = server.port }
    let saved = try load(server)
    #expect(saved.statuses == [.ok, .ok], "\(saved.incomplete)")
    #expect(given.withLock { $0 } == 2)
  }

  @Test func `a layer that fails ends those beside it`() throws {
    let sample = try SampleImage(files: (0..<4).map { ["srv/file\($0)"] })
    let paths = sample.layers.map { "/v2/team/app/blobs/\($0.digest)" }
    sample.registry.before { request in
      if request.path == paths[0] { return .whole(status: 400) }
      return paths.contains(request.path) ? .silent : nil
    }
    let server = try sample.registry.start()
    var patient = options()
    patient.limits.idleSeconds = 600
    let clock = ContinuousClock()
    let taken = try clock.measure {
      let saved = try load(server, patient)
      #expect(saved.incomplete.map(\.what) == ["layer \(sample.layers[0].digest)"])
    }
    #expect(taken < .seconds(120))
  }

  // MARK: What waits

  private func put(_ line: WaitingLine, _ count: Int, _ number: Int) -> Bool {
    unsafe line.put([UInt8](repeating: 7, count: count).span.bytes, number)
  }

  @Test func `what waits has a limit, beyond which only the layer that is read goes on`() throws {
    let line = WaitingLine(layers: 2, threads: 1, limit: 1_000, isWanted: { true })
    #expect(line.begin() == 0 && line.begin() == 1 && line.begin() == nil)
    #expect(put(line, 1_000, 1))
    #expect(put(line, 500, 0), "the layer that is read")
    let state = Mutex("waits")
    let thread = Thread {
      let isTaken = unsafe line.put([UInt8](repeating: 8, count: 10).span.bytes, 1)
      state.withLock { $0 = isTaken ? "taken" : "refused" }
      line.end(1, .success(true))
      line.leave()
    }
    thread.start()
    Thread.sleep(forTimeInterval: 0.1)
    #expect(state.withLock { $0 } == "waits")
    line.end(0, .success(true))
    func count(_ number: Int) -> Int {
      var bytes = 0
      while case .piece(let piece) = line.take(number) { bytes += piece.count }
      return bytes
    }
    #expect(count(0) == 500)
    #expect(count(1) == 1_010)
    #expect(state.withLock { $0 } == "taken")
    line.close()
  }

  @Test func `who waits for room is let go when nobody reads on`() {
    let line = WaitingLine(layers: 2, threads: 1, limit: 10, isWanted: { true })
    #expect(put(line, 10, 1))
    let isTaken = Mutex(true)
    let thread = Thread {
      let result = unsafe line.put([1, 2, 3].span.bytes, 1)
      isTaken.withLock { $0 = result }
      line.leave()
    }
    thread.start()
    line.close()
    #expect(!isTaken.withLock { $0 } && !line.isWanted)
    let left = WaitingLine(layers: 1, threads: 0, limit: 10, isWanted: { false })
    guard case .end(.failure) = left.take(0) else {
      Issue.record("it waits for what nobody wants")
      return
    }
  }
}
