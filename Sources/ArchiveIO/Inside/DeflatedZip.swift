/// A deflated archive in a zip, unpacked as it comes.
final class DeflatedZip {
  let zip: GatheredZip
  private(set) var checksum = ZipChecksum()
  /// Why no more of it is unpacked.
  private(set) var failure: ArchiveError?
  private(set) var hasEnded = false
  private let plan: GatheredZip.Plan
  private var unpacker: Unpacker?
  private var taken: Int64 = 0

  init(_ plan: GatheredZip.Plan, level: Int) {
    self.plan = plan
    zip = GatheredZip(plan, level: level)
    do throws(ArchiveError) {
      unpacker = try plan.takeUnpacker()
    } catch {
      failure = error
    }
  }

  /// Unpacks a content that is all there.
  convenience init(_ packed: Span<UInt8>, _ plan: GatheredZip.Plan, level: Int) {
    self.init(plan, level: level)
    var rest = packed
    while !isOver, !rest.isEmpty {
      rest = rest.extracting(droppingFirst: take(rest.extracting(first: min(rest.count, 1 << 20))))
    }
  }

  /// Throws where it was not all unpacked from the content that the directory tells of, or has another checksum. Where too much
  /// would be held of it, that is the failure of the zip.
  func check(_ stated: UInt32, of content: Range<Int>) throws(ArchiveError) {
    guard zip.failure == nil else { return }
    if let failure { throw failure }
    guard hasEnded, taken <= content.count else {
      throw .damaged(
        form: DeflateForm.raw.title, offset: min(taken, Int64(content.count)),
        detail: "ends in the middle of the data (truncated)")
    }
    guard checksum.value == stated else {
      throw .damaged(
        form: "zip", offset: Int64(content.lowerBound), detail: "the checksum of the file is wrong")
    }
  }

  /// Whether it takes no more.
  var isOver: Bool { hasEnded || failure != nil }

  /// Takes packed bytes, and says how many of them are its own.
  func take(_ packed: Span<UInt8>) -> Int {
    guard !isOver, !packed.isEmpty, let unpacker else { return 0 }
    do throws(ArchiveError) {
      try unsafe packed.withUnsafeBufferPointer { (bytes: UnsafeBufferPointer<UInt8>) throws(ArchiveError) in
        unsafe unpacker.inflater.give(UnsafeRawBufferPointer(bytes))
        try inflate(with: unpacker)
      }
    } catch {
      failure = error
    }
    let own = packed.count - (isOver ? unpacker.inflater.unused : 0)
    taken += Int64(own)
    unpacker.inflater.forget()
    if isOver {
      plan.unpackers.append(unpacker)
      self.unpacker = nil
    }
    return own
  }

  private func inflate(with unpacker: Unpacker) throws(ArchiveError) {
    let inflater = unpacker.inflater
    let given = inflater.unused
    while true {
      let step = try unsafe inflater.run(into: unpacker.room)
      try plan.budget.countUnpacked(step.written)
      let piece = unsafe UnsafeRawBufferPointer(rebasing: unpacker.room[..<step.written])
      unsafe checksum.update(piece)
      zip.append(unsafe piece.assumingMemoryBound(to: UInt8.self).span)
      if let failure = zip.failure { throw failure }
      switch step.state {
      case .ended: hasEnded = true
      case .damaged(let what):
        let offset = taken + Int64(given - inflater.unused)
        throw .damaged(form: inflater.form.title, offset: offset, detail: what.text)
      case .more: if unsafe step.written == unpacker.room.count { continue }
      }
      return
    }
  }
}

extension DeflatedZip {
  /// What unpacks one archive at a time. Archives in it have others.
  @safe final class Unpacker {
    let inflater: any Inflater
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)

    init() throws(ArchiveError) { inflater = try DeflateForm.raw.inflater() }

    deinit { unsafe room.deallocate() }
  }
}

extension GatheredZip.Plan {
  fileprivate func takeUnpacker() throws(ArchiveError) -> DeflatedZip.Unpacker {
    guard let unpacker = unpackers.popLast() else { return try DeflatedZip.Unpacker() }
    try unpacker.inflater.reset()
    return unpacker
  }
}
