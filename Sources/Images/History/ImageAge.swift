import ArchiveIO

/// How long ago an image was built, and what tells.
package struct ImageAge: Sendable, Hashable {
  package enum Evidence: Sendable, Hashable {
    /// The config states the time.
    case config
    /// The config's time is a stand-in, as reproducible builds write it; nothing in the image is younger than its newest step
    /// or file.
    case step
    case file
  }

  /// Whole days, at least 0.
  package let days: Int
  package let evidence: Evidence
}

extension ImageFacts {
  /// The age on a day, `YYYY-MM-DD`; nil where the image does not tell: it has neither a true date of its own nor one at a
  /// step of its history or at a file, or a layer is missing that may have one.
  package func age(on day: String) -> ImageAge? {
    guard let now = BuildTime(day + "T00:00:00Z")?.seconds else { return nil }
    func age(_ seconds: Int64, _ evidence: ImageAge.Evidence) -> ImageAge {
      ImageAge(days: max(0, Int((now - seconds) / Self.secondsOfDay)), evidence: evidence)
    }
    if let built = config.created.flatMap(BuildTime.init)?.seconds, built >= Self.firstImages {
      return age(built, .config)
    }
    guard unread[.tree] == nil else { return nil }
    // The day is the first second of it: what was made in its course is not of the future.
    let plausible = Self.firstImages...max(Self.firstImages, now + Self.secondsOfDay)
    let step = config.history.compactMap { $0.created.flatMap(BuildTime.init)?.seconds }
      .filter(plausible.contains).max()
    let file = layers.lazy.flatMap(\.scan.entries).map(\.modified).filter(plausible.contains).max()
    switch (step, file) {
    case (nil, nil): return nil
    case (let step?, nil): return age(step, .step)
    case (nil, let file?): return age(file, .file)
    case (let step?, let file?): return step >= file ? age(step, .step) : age(file, .file)
    }
  }

  private static let secondsOfDay: Int64 = 86_400

  /// The first day of 2013, the year in which the first images were made: an earlier date is a stand-in, 1970 or 1980.
  private static let firstImages: Int64 = 1_356_998_400
}
