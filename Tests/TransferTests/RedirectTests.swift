import LoopbackServer
import Testing
import Transfer

@Suite struct RedirectTests {
  @Test func `credentials do not go to another host`() throws {
    let other = try LoopbackServer { _ in .whole([1]) }
    let first = try LoopbackServer { _ in
      .whole(status: 307, headers: ["Location": "\(other.address)/blob?signature=x"])
    }
    let answer = try document("\(first.address)/a", authorization: "Basic invented")
    #expect(answer.body == [1])
    #expect(first.requests.map { $0.headers["authorization"] } == ["Basic invented"])
    #expect(other.requests.count == 1)
    #expect(other.requests.first?.headers["authorization"] == nil)
  }

  @Test func `credentials stay on the same host`() throws {
    let server = try LoopbackServer { request in
      request.path == "/a" ? .whole(status: 302, headers: ["Location": "/b"]) : .whole([2])
    }
    #expect(try document("\(server.address)/a", authorization: "Basic invented").body == [2])
    #expect(server.requests.last?.headers["authorization"] == "Basic invented")
  }

  @Test func `redirects without end are refused`() throws {
    let server = try LoopbackServer { _ in .whole(status: 302, headers: ["Location": "/again"]) }
    let error = try #require(throws: TransferError.self) { try document("\(server.address)/a") }
    #expect(error.description.contains("more than 5 follow each other"))
    #expect(server.requests.count == 6)
  }

  @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/x", "ftp://127.0.0.1/x"])
  func `redirects lead to HTTP alone`(target: String) throws {
    let server = try LoopbackServer { _ in .whole(status: 302, headers: ["Location": target]) }
    #expect(throws: TransferError.self) { try document("\(server.address)/a") }
  }

  @Test func `a form with credentials follows no redirect`() throws {
    let server = try LoopbackServer { _ in .whole(status: 307, headers: ["Location": "/b"]) }
    var request = HTTPRequest(try HTTPAddress("\(server.address)/a"))
    request.form = "refresh_token=invented"
    let session = try HTTPSession(limits: quick)
    #expect(throws: TransferError.self) { try session.document(request) }
    #expect(server.requests.map(\.path) == ["/a"])
    #expect(server.requests.first?.body == "refresh_token=invented")
  }

  @Test func `addresses are shown without path and query`() throws {
    let address = try HTTPAddress("https://Store.example.org/blob?signature=secret")
    #expect(address.shown == "https://store.example.org")
    #expect(throws: TransferError.self) { try HTTPAddress("https://user:word@example.org/") }
    #expect(throws: TransferError.self) { try HTTPAddress("/etc/passwd") }
  }
}
