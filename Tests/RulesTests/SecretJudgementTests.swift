import ArchiveIO
import Findings
import Images
import Policies
import Rules
import Secrets
import TestSupport
import Testing

/// One cause, one finding: what is recognised by its form is not told again by its name, and what is judged down
/// is told once for each file.
struct SecretJudgementTests {
  private func findings(_ listing: String) throws -> [(rule: String, match: Match)] {
    let text = ExampleText.expanded(listing, lineBreak: "\n    | ")
    var loader = ImageLoader()
    loader.secrets = try SecretScanner()
    let archive = ByteView(copying: try ImageListing(text).builder.archive())
    let image = try #require(try loader.load(archive, source: "app").images.first)
    return Rule.all.filter { $0.id.contains("secret") }.flatMap { rule -> [(rule: String, match: Match)] in
      guard case .image(let check) = rule.check else { return [] }
      return check(image, .standard).map { (rule.id, $0) }
    }
  }

  @Test func aRecognisedTokenInTheEnvironmentIsOneFinding() throws {
    let found = try findings("Env: STRIPE_SECRET_KEY=sk_live_{24 b62}")
    #expect(found.map(\.rule) == ["secret-stripe-live-key"])
  }

  @Test func aTellingNameAloneIsTheFindingOfTheName() throws {
    let found = try findings("Env: DATABASE_PASSWORD=blue-horse-staple")
    #expect(found.contains { $0.rule == "image-secret-environment" })
  }

  @Test func severalSecretsThatAreJudgedDownAreOneFindingOfTheirFile() throws {
    let found = try findings(
      """
      layer: RUN apt-get install -y sample
        package dpkg sample 1.0
        owns /usr/lib/libsample.so.1
        -rw-r--r-- 0:0 /usr/lib/libsample.so.1
          | sk_live_{24 b62}
          | sk_live_{24 b62}
          | sk_live_{24 b62}
      """)
    #expect(found.map(\.rule) == ["secret-stripe-live-key"])
    #expect(found.first?.match.severity == .low)
    #expect(found.first?.match.message.hasSuffix("2 more of this type are in the same file.") == true)
  }

  @Test func secretsOfOnesOwnFileAreToldEach() throws {
    let found = try findings(
      """
      layer: COPY . /srv/app
        -rw-r--r-- 0:0 /srv/app/pay.conf
          | sk_live_{24 b62}
          | sk_live_{24 b62}
      """)
    #expect(found.map(\.rule) == ["secret-stripe-live-key", "secret-stripe-live-key"])
  }
}
