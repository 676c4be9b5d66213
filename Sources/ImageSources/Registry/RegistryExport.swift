import ArchiveIO
import Findings
import Images
import Transfer

/// An image of a registry as the stream that its OCI image layout would be.
struct RegistryExport {
  let options: SourceOptions

  /// The image from the first mirror that has it, else from the registry; nil where the registry has no image of that name.
  func feed(_ reference: ImageReference, _ wanted: ImageRequest) throws(SourceFailure) -> ArchiveFeed? {
    var notes: [String] = []
    for place in try RegistryMirrors(options: options).places(of: reference) {
      guard let mirror = place.mirror else {
        return try feed(reference, at: place, wanted, notes)
      }
      do throws(SourceFailure) {
        if let feed = try feed(reference, at: place, wanted, notes) { return feed }
        notes.append("the mirror \(mirror) has no image of this name")
      } catch {
        notes.append("the mirror \(mirror) does not give it: \(error.description)")
      }
    }
    return nil
  }

  /// - Parameters:
  ///   - reference: the name that the image bears.
  ///   - place: where it is asked for.
  private func feed(
    _ reference: ImageReference, at place: RegistryMirrors.Place, _ wanted: ImageRequest, _ notes: [String]
  ) throws(SourceFailure) -> ArchiveFeed? {
    let access = RegistryAccess(place.reference, options, isInsecure: place.isInsecure)
    let client = try RegistryClient(access, options)
    let tag = reference.digest ?? reference.tag ?? "latest"
    guard
      let plan = try ImagePlan.make(
        tag, names: [Self.name(reference)], source: RegistryManifests(client: client), wanted: wanted)
    else { return nil }
    let (found, options) = (client.access, options)
    let origin = ImageOrigin(
      place: "registry \(access.name)" + (place.mirror == nil ? "" : ", a mirror"), digest: plan.digest,
      notes: notes + plan.notes)
    return try PlanFeed(plan: plan, origin: origin, wanted: wanted).feed {
      (pipe, write) throws(SourceFailure) in
      let ahead = LayersAhead(plan.layers, isWanted: { pipe.isWanted }) { () throws(SourceFailure) in
        let client = try RegistryClient(found, options)
        return { (layer, receiver) throws(SourceFailure) in
          try client.blob(layer.digest.description, size: layer.size, to: receiver) {
            wanted.progress(.read(bytes: $0))
          }
        }
      }
      defer { ahead.finish() }
      try write { (_, prelude) throws(SourceFailure) in try ahead.handNext(prelude, to: pipe) }
    }
  }

  /// The name with its tag, which policies may ask for.
  private static func name(_ reference: ImageReference) -> String {
    reference.tag == nil && reference.digest == nil
      ? "\(reference.description):latest" : reference.description
  }
}

/// Turns a plan into a stream.
struct PlanFeed {
  let plan: LayoutContents
  let origin: ImageOrigin
  let wanted: ImageRequest

  /// Hands one layer on to the pipe with a prelude; false where it is not there.
  typealias Writer = (LayoutContents.Layer, _ prelude: [UInt8]) throws(SourceFailure) -> Bool

  /// - Parameter work: calls `write` once, in the thread of the stream, with what hands layers on.
  func feed(
    _ work:
      @escaping @Sendable (PipeWriter, _ write: (Writer) throws(SourceFailure) -> Void) throws(SourceFailure)
      -> Void
  ) throws(SourceFailure) -> ArchiveFeed {
    let problems = FeedProblems()
    for problem in plan.incomplete { problems.note(problem.what, problem.why) }
    let (plan, place, progress) = (plan, origin.place, wanted.progress)
    progress(.found(layers: plan.layers.count, bytes: plan.layers.reduce(0) { $0 &+ $1.size }))
    do throws(TransferError) {
      let pipe = try ContentPipe { writer in
        do throws(SourceFailure) {
          try work(writer) { (layer) throws(SourceFailure) in
            try Self.write(plan, writer, layer, problems, progress)
          }
        } catch {
          if writer.isWanted { problems.note(place, error.description) }
        }
      }
      return ArchiveFeed(descriptor: pipe.descriptor, origin: origin) {
        pipe.finish()
        return problems.all
      }
    } catch {
      throw SourceFailure(error)
    }
  }

  private static func write(
    _ plan: LayoutContents, _ pipe: PipeWriter, _ layer: Writer, _ problems: FeedProblems,
    _ progress: @Sendable (LayerProgress) -> Void
  ) throws(SourceFailure) {
    let stream = LayoutStream(pipe)
    do throws(TransferError) {
      try stream.begin(plan)
      for next in plan.layers {
        let header = LayoutStream.header(LayoutStream.name(next.digest), size: next.size)
        do throws(SourceFailure) {
          if try layer(next, header) { try fill(stream, next.size) }
        } catch {
          // What follows a cut has no place in the stream any more.
          guard pipe.isWanted else { return }
          problems.note("layer \(next.digest.description)", error.description)
          return
        }
        progress(.finished)
      }
      try stream.end()
    } catch {
      throw SourceFailure(error)
    }
  }

  private static func fill(_ stream: LayoutStream, _ size: Int64) throws(SourceFailure) {
    do throws(TransferError) { try stream.pad(size) } catch { throw SourceFailure(error) }
  }
}
