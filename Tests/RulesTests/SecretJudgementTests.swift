import ArchiveIO
import Findings
import Images
import Policies
import Rules
import Secrets
import TestSupport
import Testing

/// Each rule says what it sees whatever the others see; facts tell the gate what is the same.
struct SecretJudgementTests {
  private func findings(_ listing: String) throws -> [(rule: String, match: Match)] {
    let text = ExampleText.expanded(listing, lineBreak: "\n    | ")
    var loader = ImageLoader()
    loader.secrets = try BuiltInScanner.get()
    let archive = ByteView(copying: try ImageListing(text).builder.archive())
    let image = try #require(try loader.load(archive, source: "app").images.first)
    return Rule.all.filter { $0.id.contains("secret") }.flatMap { rule -> [(rule: String, match: Match)] in
      guard case .image(let check) = rule.check else { return [] }
      return check(image, .standard).map { (rule.id, $0) }
    }
  }

  @Test func aRecognisedTokenDoesNotSilenceTheRuleOfItsName() throws {
    let found = try findings("Env: STRIPE_SECRET_KEY=sk_live_{24 b62}")
    #expect(Set(found.map(\.rule)) == ["image-secret-environment", "secret-stripe-live-key"])
    let facts = found.map { Set($0.match.facts.filter { $0.kind == .secret }) }
    #expect(facts == [[Fact(.secret, .config("Env[0]"))], [Fact(.secret, .config("Env[0]"))]])
  }

  /// A reader learns where the value stands, and never the value.
  @Test(arguments: [
    ("Env: STRIPE_KEY=sk_live_{24 b62}", "STRIPE_KEY holds a Stripe live secret key (sk_live_...)."),
    (
      "Labels: com.example.pay=sk_live_{24 b62}",
      "The label com.example.pay holds a Stripe live secret key (sk_live_...)."
    ),
    (
      "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/.env\n    | DB_PASSWORD={leet}",
      "DB_PASSWORD in /srv/.env is set to what looks like a real password."
    ),
    (
      "layer: COPY . /srv\n  -rw-r--r-- 0:0 /srv/note\n    | sk_live_{24 b62}",
      "/srv/note holds a Stripe live secret key (sk_live_...)."
    ),
    (
      """
      layer: COPY . /srv
        -rw-r--r-- 0:0 /srv/pay.conf
          | key = sk_live_{24 b62}
      layer: RUN rm /srv/pay.conf
        delete /srv/pay.conf
      """,
      """
      key in /srv/pay.conf holds a Stripe live secret key (sk_live_...). Layer 1 deletes the file, but its bytes still \
      ship with the image.
      """
    ),
  ]) func aMessageNamesThePlaceOfTheSecret(_ listing: String, _ message: String) throws {
    let found = try findings(listing).filter { $0.rule.hasPrefix("secret-") }
    #expect(found.map(\.match.message) == [message])
  }

  /// What others have anyway, or what may be a sample, is not to be revoked.
  @Test(arguments: [
    ("/srv/docs/setup.md", "Check whether the value is real."),
    ("/srv/node_modules/pay/index.js", "Check the value only if you changed the file"),
  ]) func adviceFitsTheFinding(_ path: String, _ start: String) throws {
    let found = try findings("layer: COPY . /srv\n  -rw-r--r-- 0:0 \(path)\n    | sk_live_{24 b62}")
    #expect(found.map { $0.match.fix?.hasPrefix(start) } == [true])
  }

  @Test func aTellingNameAloneIsTheFindingOfTheName() throws {
    let found = try findings("Env: DATABASE_PASSWORD=blue-horse-staple")
    #expect(found.contains { $0.rule == "image-secret-environment" })
  }

  @Test func secretsThatAreJudgedDownAreToldEachToo() throws {
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
    #expect(found.map(\.rule) == [String](repeating: "secret-stripe-live-key", count: 3))
    #expect(found.allSatisfy { $0.match.severity == .low })
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

  @Test func whatALaterStepPutsInAPackagesFileIsThatSteps() throws {
    let package = """
      layer: RUN apt-get install -y sample
        package dpkg sample 1.0
        owns /usr/share/sample/site.js
        -rw-r--r-- 0:0 /usr/share/sample/site.js
          | KEY
      """
    func severities(_ first: String, _ later: String) throws -> [Severity?] {
      let listing =
        package.replacing("KEY", with: first) + """

          layer: COPY site.js /usr/share/sample/site.js
            -rw-r----- 1000:1000 /usr/share/sample/site.js
              | \(later)
          """
      return try findings(listing).filter { $0.rule == "secret-stripe-live-key" }.map(\.match.severity)
    }
    #expect(try severities("nothing", "sk_live_{24 b62}").contains { $0 ?? .critical > .medium })
    // A step that changes the owner copies the file with all that is in it.
    let key = ExampleText.expanded("sk_live_{24 b62}")
    #expect(try severities(key, key) == [.low])
  }

  @Test(arguments: [
    ("/app/vendor/key.pem", Severity.critical), ("/app/vendor/acme/tool/key.pem", .low),
    ("/app/lib/key.pem", .critical), ("/root/go/pkg/mod/example.org/m@v1.0.0/key.pem", .low),
    ("/root/.nuget/packages/a/1.0.0/key.pem", .low), ("/opt/conda/pkgs/a-1-0/key.pem", .low),
    ("/root/.m2/repository/a/b/1/key.pem", .low), ("/usr/local/cargo/registry/src/i/a-1/key.pem", .low),
  ]) func aKeyWhereARegistrysPackagesLieIsThePackages(path: String, severity: Severity) throws {
    let lines = ExampleText.expanded("{pem}").split(separator: "\n").map { "    | \($0)" }.joined(
      separator: "\n")
    let found = try findings("layer: COPY . /\n  -rw-r--r-- 0:0 \(path)\n\(lines)")
    #expect(found.filter { $0.rule == "secret-private-key" }.map(\.match.severity) == [severity])
  }

  @Test func aKeyInALibrarysArchiveIsTheLibrarys() throws {
    func jar(_ group: String, _ name: String, _ content: String = "") -> String {
      var zip = ZipWriter()
      let properties = "groupId=\(group)\nartifactId=\(name)\nversion=1.0\n"
      zip.store("META-INF/maven/\(group)/\(name)/pom.properties", Array(properties.utf8))
      zip.store("\(group.replacing(".", with: "/"))/A.class", [0xCA, 0xFE, 0xBA, 0xBE] + Array(content.utf8))
      let digits = Array("0123456789abcdef")
      let hex = zip.bytes.map { String([digits[Int($0 >> 4)], digits[Int($0 & 15)]]) }.joined()
      return "-rw-r--r-- 0:0 /app/lib/\(name)-1.0.jar\n    bytes \(hex)"
    }
    let key = ExampleText.expanded("{pem}")
    func severities(_ group: String) throws -> [Severity?] {
      let listing = """
        Cmd: ["java", "-cp", "/app/lib/*", "com.acme.shop.Main"]
        layer: COPY lib /app/lib
          \(jar(group, "handler", key))
          \(jar("org.one", "one"))
          \(jar("org.two", "two"))
        """
      return try findings(listing).filter { $0.rule == "secret-private-key" }.map(\.match.severity)
    }
    #expect(try severities("io.netty") == [.low])
    #expect(try severities("com.acme.core") == [.critical])
  }

  /// The values stand in pieces: a whole one would be found in the program that tests itself.
  @Test(arguments: [
    "$1$abcd0123$" + "9Qcg8DyviekV3tDGMZynJ1",
    "$5$rounds=1234$abc0123456789$" + "3VfDjPt05VHFn47C/ojFZ6KRPYrOjj1lLbH.dkF3bZ6",
    "$6$saltstring$"
      + "svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
  ]) func whatLibcTestsItselfWithIsNoHash(hash: String) throws {
    func rules(_ text: String) throws -> [String] {
      try findings("layer: ADD rootfs.tar /\n  -rwxr-xr-x 0:0 /lib/ld-musl-x86_64.so.1\n    | a \(text) b")
        .map(\.rule)
    }
    #expect(try rules(hash).isEmpty)
    #expect(try rules(String(hash.dropLast(3)) + "abc") == ["secret-password-hash"])
  }

  @Test func aPortInServicesIsNoPassword() throws {
    func rules(_ text: String) throws -> [String] {
      try findings("layer: ADD rootfs.tar /\n  -rw-r--r-- 0:0 /etc/services\n    | \(text)").map(\.rule)
    }
    for line in [
      "kpasswd\t\t464/tcp\t\tkpwd\t# Kerberos \"passwd\"", "kpasswd 464/UDP kpwd", "passwd 65535/sctp",
    ] {
      #expect(try rules(line).isEmpty)
    }
    #expect(try rules(ExampleText.expanded("smtp_passwd  {leet}")) == ["secret-generic-directive"])
  }
}
