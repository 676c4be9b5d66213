import Foundation
import LoopbackServer
import Testing
import Transfer

@Suite struct HostileServerTests {
  @Test func `a document without end meets the limit`() throws {
    let server = try LoopbackServer { _ in .endless() }
    let error = try #require(throws: TransferError.self) { try document(server.address) }
    guard case .limit(_, "a document", _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `a refusal without end is a refusal`() throws {
    let server = try LoopbackServer { _ in .endless(status: 403) }
    let answer = try document(server.address)
    #expect(answer.status == 403)
    #expect(answer.body.count <= 64 << 10)
  }

  @Test func `a head without end is cut off`() throws {
    let server = try LoopbackServer { _ in .endlessHead }
    #expect(throws: TransferError.self) { try document(server.address) }
  }

  @Test func `a silent server is not waited for`() throws {
    let server = try LoopbackServer { _ in .silent }
    let taken = try seconds { () throws in
      let error = try #require(throws: TransferError.self) { try document(server.address) }
      guard case .timedOut = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(taken < 60)
    #expect(server.requests.count == 1)
  }

  @Test func `a dripping server is not waited for`() throws {
    let server = try LoopbackServer { _ in .dripping }
    let taken = seconds { #expect(throws: TransferError.self) { try document(server.address) } }
    #expect(taken < 60)
  }

  @Test func `content without end meets the limit`() throws {
    let server = try LoopbackServer { _ in .endless() }
    let found = try content(server.address)
    guard case .limit = found.error else {
      Issue.record("\(String(describing: found.error))")
      return
    }
    #expect(found.bytes.count <= 4 << 20)
  }

  @Test func `more content than stated is not handed on`() throws {
    let server = try LoopbackServer { _ in .whole([UInt8](repeating: 1, count: 200)) }
    let found = try content(server.address, size: 100)
    #expect(found.bytes.count <= 100)
    #expect(found.error != nil)
  }

  @Test func `a reader that goes away ends the transfer`() throws {
    let server = try LoopbackServer { _ in .endless() }
    let outcome = Outcome()
    var limits = quick
    limits.contentBytes = .max
    limits.contentSeconds = 600
    let pipe = try ContentPipe { [limits] writer in
      do throws(TransferError) {
        let request = HTTPRequest(try HTTPAddress(server.address))
        _ = try HTTPSession(limits: limits).content(request, to: writer)
      } catch {
        outcome.set { $0.error = error }
      }
    }
    let handle = FileHandle(fileDescriptor: pipe.descriptor, closeOnDealloc: false)
    _ = try handle.read(upToCount: 1_000)
    #expect(seconds { pipe.finish() } < 60)
    #expect(outcome.value.error == .abandoned)
  }
}
