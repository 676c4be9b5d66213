import Foundation

/// Reads a JSON Web Token (RFC 7519) as far as can be done without a key.
enum JSONWebToken {
  /// Whether it is the beginning of a token, which opens nothing: documents and logs cut them short.
  static func isCutOff(_ value: [UInt8]) -> Bool {
    let isBegun = heads.contains { value.starts(with: $0) } && !value.starts(with: otherToken)
    return isBegun && value.count { $0 == UInt8(ascii: ".") } < 2
      && value.allSatisfy { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  /// Base64 of the header of a token of TeamCity, which has two parts.
  private static let otherToken = Array("eyJ0eXAiOiAiVENWMiJ9.".utf8)

  /// Base64 of how a header begins: `{"alg":"`, `{"typ":"`, `{"kid":"`.
  private static let heads = ["eyJhbGci", "eyJ0eXAi", "eyJraWQi"].map { Array($0.utf8) }

  static func verdict(on token: [UInt8], today: Int?) -> Verdict {
    let start = token.firstRange(of: Array("eyJ".utf8))?.lowerBound ?? 0
    let parts = token[start...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let headerBytes = Decode.base64(parts[0]),
      let claimBytes = Decode.base64(parts[1]), let header = TokenJSON.object(headerBytes),
      let claims = TokenJSON.object(claimBytes), let algorithm = header["alg"] as? String
    else { return .rejected }
    if algorithm.lowercased() == "none" { return .harmless("it is not signed (alg none)") }
    let issuer = claims["iss"] as? String
    if issuer == "supabase-demo" { return .harmless("it is the published demonstration key") }
    if claims["role"] as? String == "anon" { return .harmless("it is a public, anonymous key") }
    if let name = claims["name"] as? String, name == "John Doe" {
      return .harmless("it is a documentation sample")
    }
    let expiry =
      (claims["exp"] as? Double).map { Int(exactly: $0.rounded()) ?? .max } ?? claims["exp"] as? Int
    if let expiry, let today, expiry < today { return .harmless("it has expired") }
    let isServiceAccount = issuer?.hasPrefix("kubernetes/serviceaccount") ?? false
    if isServiceAccount { return .proven("it is a Kubernetes service account's token") }
    guard let expiry else { return .proven("it is a signed token that never expires") }
    let end = Date(timeIntervalSince1970: TimeInterval(expiry)).formatted(.iso8601)
    return .proven("it is a signed token that expires at \(end)")
  }
}
