import Findings
import Foundation
import Transfer

/// Talks with one repository of a registry (OCI Distribution Specification; Docker Registry HTTP API V2, token
/// authentication). It belongs to one thread.
final class RegistryClient {
  private(set) var access: RegistryAccess
  private let options: SourceOptions
  private let session: HTTPSession

  init(_ access: RegistryAccess, _ options: SourceOptions) throws(SourceFailure) {
    self.access = access
    self.options = options
    do throws(TransferError) { session = try HTTPSession(limits: options.limits) } catch {
      throw SourceFailure(error)
    }
  }

  /// Fetches a document of the repository; nil where there is none.
  func document(_ path: String, accept: [String] = []) throws(SourceFailure) -> HTTPResponse? {
    let answer = try authorized { (access) throws(TransferError) in
      let answer = try self.session.document(try Self.request(path, accept, access))
      return (answer.head, answer)
    }
    guard answer.status != 404 else { return nil }
    guard answer.isSuccess else { throw refusal(answer.head, answer.body) }
    return answer
  }

  /// Hands a blob on; false where there is none.
  func blob(
    _ digest: String, size: Int64, to receiver: any ContentReceiver,
    told: @escaping @Sendable (Int64) -> Void
  ) throws(SourceFailure) -> Bool {
    let head = try authorized { (access) throws(TransferError) in
      let head = try self.session.content(
        try Self.request("blobs/\(digest)", [], access), to: receiver, size: size, told: told,
        renew: { (head) throws(TransferError) in
          guard let authorization = try self.authorize(head) else { return nil }
          self.access.authorization = authorization
          return try Self.request("blobs/\(digest)", [], self.access)
        })
      return (head, head)
    }
    guard head.status != 404 else { return false }
    guard head.isSuccess else { throw refusal(head, []) }
    return true
  }

  private static func request(
    _ path: String, _ accept: [String], _ access: RegistryAccess
  ) throws(TransferError) -> HTTPRequest {
    var request = HTTPRequest(try access.address(path))
    request.headers = accept.isEmpty ? [] : [("Accept", accept.joined(separator: ", "))]
    request.authorization = access.authorization
    request.trust = access.trust
    return request
  }

  /// Sends a request; where the registry asks who we are, once more with the answer.
  private func authorized<Answer>(
    _ send: (RegistryAccess) throws(TransferError) -> (head: HTTPHead, answer: Answer)
  ) throws(SourceFailure) -> Answer {
    do throws(TransferError) {
      let first = try reached(send)
      guard first.head.status == 401 else { return first.answer }
      guard let authorization = try authorize(first.head) else { return first.answer }
      access.authorization = authorization
      return try send(access).answer
    } catch {
      throw SourceFailure(error)
    }
  }

  /// A registry that may be insecure is tried with TLS first.
  private func reached<Answer>(
    _ send: (RegistryAccess) throws(TransferError) -> (head: HTTPHead, answer: Answer)
  ) throws(TransferError) -> (head: HTTPHead, answer: Answer) {
    do throws(TransferError) {
      return try send(access)
    } catch {
      guard access.isInsecure, access.scheme == "https", access.authorization == nil else { throw error }
      switch error {
      case .untrusted, .cut, .proxy: break
      case .unreachable, .timedOut, .limit, .redirect, .malformed, .noLibrary, .system,
        .abandoned:
        throw error
      }
    }
    access.scheme = "http"
    return try send(access)
  }

  /// The value of the header `Authorization` that answers a challenge; nil where none can be given.
  private func authorize(_ head: HTTPHead) throws(TransferError) -> String? {
    let challenges = AuthChallenge.all(head.headers["www-authenticate"] ?? "")
    let credential: RegistryCredential?
    do throws(SourceFailure) {
      credential = try CredentialStore(options: options).credential(
        registry: access.name, repository: access.repository)
    } catch {
      throw .malformed(what: error.description)
    }
    if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
      return try token(bearer, credential).map { "Bearer \($0)" }
    }
    guard challenges.contains(where: { $0.scheme == "basic" }) else { return nil }
    return credential?.basic
  }

  /// Asks the authorization service that a challenge names.
  private func token(_ challenge: AuthChallenge, _ credential: RegistryCredential?) throws(TransferError)
    -> String?
  {
    guard let realm = challenge.parameters["realm"], var parts = URLComponents(string: realm) else {
      return nil
    }
    guard parts.scheme?.lowercased() == "https" || access.scheme == "http" else {
      throw .malformed(what: "the registry \(access.name) sends to an authorization service without TLS")
    }
    let fields = [
      ("service", challenge.parameters["service"]),
      ("scope", challenge.parameters["scope"] ?? "repository:\(access.repository):pull"),
    ].compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    var request: HTTPRequest
    if case .identityToken(let token) = credential {
      request = HTTPRequest(try HTTPAddress(realm))
      request.form = Self.form(
        fields + [
          URLQueryItem(name: "grant_type", value: "refresh_token"),
          URLQueryItem(name: "client_id", value: "imgcheck"),
          URLQueryItem(name: "refresh_token", value: token),
        ])
    } else {
      parts.queryItems = (parts.queryItems ?? []) + fields
      request = HTTPRequest(try HTTPAddress(parts.string ?? realm))
      request.authorization = credential?.basic
    }
    request.trust = access.trust
    let answer = try session.document(request)
    guard answer.isSuccess, let object = HostFile.parse(answer.body) else {
      throw .malformed(
        what: "the authorization service of registry \(access.name) refuses: status \(answer.status)")
    }
    return (object["token"] ?? object["access_token"]) as? String
  }

  private static func form(_ fields: [URLQueryItem]) -> String {
    var unreserved = CharacterSet.alphanumerics
    unreserved.insert(charactersIn: "-._~")
    return fields.map { field in
      let value = (field.value ?? "").addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
      return "\(field.name)=\(value)"
    }.joined(separator: "&")
  }

  /// Why a registry does not answer, in its own words where it has some (OCI Distribution Specification, Error Codes).
  private func refusal(_ head: HTTPHead, _ body: [UInt8]) -> SourceFailure {
    switch head.status {
    case 401, 403:
      return SourceFailure(
        "access to \(access.repository) is refused (status \(head.status)); log in with docker login or podman login, if the image exists"
      )
    case 429: return SourceFailure("no more requests are allowed for now (status 429); log in, or try later")
    default:
      let errors = HostFile.parse(body)?["errors"] as? [[String: Any]]
      let said = errors?.first?["message"] as? String
      return SourceFailure(
        "the answer is status \(head.status)"
          + (said.map { ": \(SafeText.show(String($0.prefix(200))))" } ?? ""))
    }
  }
}
