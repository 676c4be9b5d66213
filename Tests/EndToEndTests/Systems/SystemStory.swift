import Foundation
import TestSupport
import Testing
import Yams

/// One system's `expected.yaml`: how imgcheck is run on its folder, and what a person found there.
struct SystemStory: Decodable, Sendable {
  /// What must come out of the system as it was found.
  let runs: [Run]
  /// What must find nothing once the system is repaired.
  let fixed: [Run]

  /// One call of imgcheck in the system's folder.
  struct Run: Decodable, Sendable {
    /// Names of listings in `images`; the repaired ones, where there are such, in `fixed/images`.
    var images: [String] = []
    /// Projects, each as `--compose` takes it.
    var compose: [String] = []
    var policy = "policy.yaml"
    var environment: String?
    /// Files that Git tracks, although `.gitignore` names them.
    var tracked: [String] = []
    var found: [Sentence] = []
    /// What is good, and must not be reported.
    var silent: [SystemPlace] = []
    /// Of each thing of the host: what is promised, and what there is.
    var budget: [String: Sum] = [:]

    struct Sum: Decodable, Sendable, Equatable {
      let promised: Double
      let available: Double
    }

    /// What a person said, and the findings that say it.
    struct Sentence: Decodable, Sendable {
      let says: String
      let by: [SystemPlace]
    }

    private enum Keys: String, CodingKey, CaseIterable {
      case images, compose, policy, environment, tracked, found, silent, budget
    }

    init(from decoder: any Decoder) throws {
      let known = Set(Keys.allCases.map(\.rawValue))
      let given = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
      try #require(given.allSatisfy(known.contains), "\(given) has what means nothing")
      let values = try decoder.container(keyedBy: Keys.self)
      images = try values.decodeIfPresent([String].self, forKey: .images) ?? []
      compose = try values.decodeIfPresent([String].self, forKey: .compose) ?? []
      policy = try values.decodeIfPresent(String.self, forKey: .policy) ?? "policy.yaml"
      environment = try values.decodeIfPresent(String.self, forKey: .environment)
      tracked = try values.decodeIfPresent([String].self, forKey: .tracked) ?? []
      found = try values.decodeIfPresent([Sentence].self, forKey: .found) ?? []
      silent = try values.decodeIfPresent([SystemPlace].self, forKey: .silent) ?? []
      budget = try values.decodeIfPresent([String: Sum].self, forKey: .budget) ?? [:]
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  static func read(_ system: String) throws -> SystemStory {
    try YAMLDecoder().decode(from: Data(TestData.bytes("systems/\(system)/expected.yaml")))
  }
}
