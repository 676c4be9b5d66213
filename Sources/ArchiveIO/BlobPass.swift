/// One reading of one blob: recognised, digested packed and unpacked, and walked as a tar, all at once.
package struct BlobPass: Sendable {
  package private(set) var compression = Compression.none
  /// The digest of the bytes as stored; nil where they could not all be read.
  package private(set) var digest: Digest?
  /// Bytes as stored.
  package private(set) var size: Int64 = 0
  /// The digest of the unpacked bytes; nil where they could not all be unpacked.
  package private(set) var diffID: Digest?
  /// Bytes unpacked, as far as that went.
  package private(set) var unpackedSize: Int64 = 0
  package private(set) var walk = TarWalk()
  /// Why the bytes could not all be read or unpacked; what is wrong with the tar in them is in `walk`.
  package private(set) var error: ArchiveError?

  /// Bytes of a packed blob below which to start a thread costs more than to unpack it.
  private static let leastPipelined = 64 << 10

  /// Reads the blob in `view`. Where it is packed, a second thread unpacks it unless it is small; `told` hears of stored bytes as
  /// they are read.
  package init<Visitor: TarVisitor>(
    _ view: ByteView, algorithm: Digest.Algorithm, limits: ReadLimits, visitor: inout Visitor,
    told: @escaping @Sendable (Int64) -> Void = { _ in }
  ) {
    self.init(
      PeekingSource(ViewSource(view, pieceLength: 1 << 20, told: told)), algorithm: algorithm,
      limits: limits, isPipelined: view.count >= Self.leastPipelined, visitor: &visitor)
  }

  init<Visitor: TarVisitor>(
    _ source: PeekingSource, algorithm: Digest.Algorithm, limits: ReadLimits, isPipelined: Bool = true,
    visitor: inout Visitor
  ) {
    do throws(ArchiveError) {
      compression = Compression(firstBytes: try source.peek(Compression.magicLength))
    } catch {
      self.error = error
      return
    }
    let stored = DigestingSource(source, algorithm)
    do throws(ArchiveError) {
      if let decoder = try compression.decoder(stored) {
        let limited = LimitedDecoder(decoder, reading: stored, limits: limits)
        let unpacked: any ByteSource =
          isPipelined ? PipelinedSource(limited) : RingSource(limited, buffers: 4, bufferLength: 1 << 20)
        unpack(unpacked, limits: limits, visitor: &visitor)
      } else {
        walk(stored, limits: limits, visitor: &visitor)
      }
    } catch {
      self.error = error
    }
    // Also after damage: whether the stored bytes are the ones that were meant explains it.
    do throws(ArchiveError) {
      digest = try stored.finish()
    } catch {
      self.error = self.error ?? error
    }
    size = stored.count
    if compression == .none { (diffID, unpackedSize) = (digest, size) }
    // No bytes at all are what some builders write for a layer that changes nothing.
    if unpackedSize == 0, case .unrecognized = walk.error { walk.error = nil }
  }

  private mutating func unpack<Visitor: TarVisitor>(
    _ source: any ByteSource, limits: ReadLimits, visitor: inout Visitor
  ) {
    let unpacked = DigestingSource(source, .sha256)
    walk(unpacked, limits: limits, visitor: &visitor)
    do throws(ArchiveError) {
      diffID = try unpacked.finish()
    } catch {
      self.error = error
    }
    unpackedSize = unpacked.count
  }

  private mutating func walk<Visitor: TarVisitor>(
    _ source: any ByteSource, limits: ReadLimits, visitor: inout Visitor
  ) {
    do throws(ArchiveError) {
      walk = TarWalk(try TarReader(source, limits: limits), visitor: &visitor)
    } catch {
      walk.error = error
    }
  }
}
