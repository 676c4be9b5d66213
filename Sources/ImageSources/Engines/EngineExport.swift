import Findings
import Foundation
import Images
import Transfer

/// An image of an engine that speaks the Docker Engine API (`/images/{name}/json`, `/images/{name}/get`), as Docker and
/// podman do.
struct EngineExport {
  let endpoint: EngineEndpoint
  let limits: TransferLimits

  /// The image as a stream; nil where the engine has none of that name.
  ///
  /// - Parameter name: a well-formed reference, which has no character that a path of an address does not take.
  func feed(_ name: String, _ wanted: ImageRequest) throws(SourceFailure) -> ArchiveFeed? {
    let session: HTTPSession
    let answer: HTTPResponse
    do throws(TransferError) {
      session = try HTTPSession(limits: limits)
      answer = try session.document(HTTPRequest(try endpoint.address("/images/\(name)/json")))
    } catch {
      throw SourceFailure(error)
    }
    guard answer.status != 404 else {
      try refuseContainer(name, session)
      return nil
    }
    guard answer.isSuccess, let image = HostFile.parse(answer.body) else {
      throw SourceFailure(Self.refusal(answer.head, answer.body))
    }
    let origin = ImageOrigin(place: endpoint.shown, digest: Self.digest(image, of: name))
    return try stream(name, bytes: (image["Size"] as? NSNumber)?.int64Value ?? 0, origin, wanted)
  }

  /// Says so where the name is a container's: people give it when they mean its image.
  private func refuseContainer(_ name: String, _ session: HTTPSession) throws(SourceFailure) {
    let reference = ImageReference(name)
    guard reference.registry == nil, reference.tag == nil, reference.digest == nil, !name.contains("/") else {
      return
    }
    let answer: HTTPResponse
    do throws(TransferError) {
      answer = try session.document(HTTPRequest(try endpoint.address("/containers/\(name)/json")))
    } catch {
      // The engine had an answer for the image; without one for a container there is nothing to add.
      return
    }
    guard answer.isSuccess, let container = HostFile.parse(answer.body),
      let config = container["Config"] as? [String: Any], let image = config["Image"] as? String
    else { return }
    throw SourceFailure(
      "'\(name)' is a container, not an image; check the image that it runs with 'imgcheck \(SafeText.show(String(image.prefix(300))))'"
    )
  }

  private func stream(
    _ name: String, bytes: Int64, _ origin: ImageOrigin, _ wanted: ImageRequest
  ) throws(SourceFailure) -> ArchiveFeed {
    let problem = FeedProblems()
    let (endpoint, limits, what) = (endpoint, limits, "image \(name) of \(origin.place)")
    wanted.progress(.found(layers: 1, bytes: bytes))
    do throws(TransferError) {
      let pipe = try ContentPipe { writer in
        do throws(TransferError) {
          let request = HTTPRequest(try endpoint.address("/images/\(name)/get"))
          let head = try HTTPSession(limits: limits).content(request, to: writer) {
            wanted.progress(.read(bytes: $0))
          }
          if !head.isSuccess { problem.note(what, "the engine's answer is status \(head.status)") }
        } catch {
          if error != .abandoned { problem.note(what, error.description) }
        }
        wanted.progress(.finished)
      }
      return ArchiveFeed(descriptor: pipe.descriptor, origin: origin) {
        pipe.finish()
        return problem.all
      }
    } catch {
      throw SourceFailure(error)
    }
  }

  /// The digest that the name's registry knows it by, else the image's ID.
  private static func digest(_ image: [String: Any], of name: String) -> String? {
    let wanted = ImageReference(name).familiarName
    let known = (image["RepoDigests"] as? [String] ?? []).map { ImageReference($0) }
    return known.first { $0.familiarName == wanted }?.digest
      ?? (image["Id"] as? String).map {
        $0.contains(":") ? $0 : "sha256:\($0)"
      }
  }

  private static func refusal(_ head: HTTPHead, _ body: [UInt8]) -> String {
    let said = HostFile.parse(body)?["message"] as? String
    return "its answer is status \(head.status)"
      + (said.map { ": \(SafeText.show(String($0.prefix(300))))" } ?? "")
  }
}
