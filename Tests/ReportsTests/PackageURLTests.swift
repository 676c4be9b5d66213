import Reports
import Testing

/// The examples of the package URL's types, and what they leave out.
struct PackageURLTests {
  @Test func systemsPackagesNameTheirDistribution() {
    func url(
      _ type: PackageURL.SystemType, _ space: String, _ name: String, _ version: String, _ arch: String,
      _ distro: String
    )
      -> String
    {
      PackageURL(
        type, namespace: space, name: name, version: version, architecture: arch, distribution: distro
      ).text
    }
    #expect(
      url(.deb, "debian", "attr", "1:2.4.47-2+b1", "amd64", "debian-12")
        == "pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=amd64&distro=debian-12")
    #expect(
      url(.apk, "alpine", "curl", "7.83.0-r0", "x86_64", "alpine-3.20")
        == "pkg:apk/alpine/curl@7.83.0-r0?arch=x86_64&distro=alpine-3.20")
    #expect(
      url(.rpm, "redhat", "Bash", "0:5.1.8-6.el9", "x86_64", "rhel-9.3")
        == "pkg:rpm/redhat/Bash@5.1.8-6.el9?arch=x86_64&distro=rhel-9.3&epoch=0")
    #expect(url(.deb, "Debian", "G++", "12~rc1", "", "") == "pkg:deb/debian/g%2B%2B@12~rc1")
  }

  @Test(arguments: [
    (PackageURL.LanguageType.npm, "@Angular/animation", "12.3.1", "pkg:npm/%40angular/animation@12.3.1"),
    (.npm, "foobar", "1.0.0+build", "pkg:npm/foobar@1.0.0%2Bbuild"),
    (.pypi, "Django_Package.x__y", "1.11RC1", "pkg:pypi/django-package-x-y@1.11rc1"),
    (.golang, "github.com/Gorilla/context", "v1.1.1", "pkg:golang/github.com/gorilla/context@v1.1.1"),
    (.golang, "example.org/app", "(devel)", "pkg:golang/example.org/app"),
    (.gem, "jruby-launcher", "1.1.2", "pkg:gem/jruby-launcher@1.1.2"),
    (.cargo, "rand", "0.7.2", "pkg:cargo/rand@0.7.2"),
    (
      .maven, "org.apache.xmlgraphics:batik-anim", "1.9.1",
      "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1"
    ),
    (.maven, "Com.Example:App", "1.0+b", "pkg:maven/Com.Example/App@1.0%2Bb"),
    (.composer, "Laravel/Laravel", "5.5.0", "pkg:composer/laravel/laravel@5.5.0"),
    (.nuget, "EnterpriseLibrary.Common", "6.0.1304", "pkg:nuget/EnterpriseLibrary.Common@6.0.1304"),
    (.conda, "openssl", "3.2.1", "pkg:conda/openssl@3.2.1"),
    (.npm, "a?b#c d@e", "1%", "pkg:npm/a%3Fb%23c%20d%40e@1%25"),
  ]) func languagesPackages(type: PackageURL.LanguageType, name: String, version: String, url: String) {
    #expect(PackageURL(type, name: name, version: version).text == url)
  }

  @Test func anImageIsNamedByItsLastPart() {
    let url = PackageURL(image: "ghcr.io/Org/App", digest: "sha256:ab", architecture: "amd64", tag: "1.2")
    #expect(url.text == "pkg:oci/app@sha256:ab?arch=amd64&repository_url=ghcr.io%2Forg%2Fapp&tag=1.2")
    #expect(
      PackageURL(image: "app", digest: "sha256:ab", architecture: "", tag: "").text == "pkg:oci/app@sha256:ab"
    )
  }
}

struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_709_164_799, "2024-02-28T23:59:59Z"),
    (-1, "1969-12-31T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
  ]) func secondsAreAMomentInUTC(seconds: Int64, text: String) {
    #expect(Timestamp(seconds: seconds)?.text == text)
    #expect(Timestamp(text)?.text == text)
  }

  @Test func whatIsNoTimeIsNone() {
    #expect(Timestamp(seconds: .max) == nil)
    #expect(Timestamp(seconds: .min) == nil)
    #expect(Timestamp(seconds: 253_402_300_800) == nil)
    for text in ["", "now", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01T00:00:00Z\n"] {
      #expect(Timestamp(text) == nil, "\(text)")
    }
  }
}

struct CheckoutTests {
  private func checkout(_ directory: String, root: String?) -> Checkout {
    var checkout = Checkout()
    checkout.directory = directory
    checkout.root = root
    return checkout
  }

  @Test(arguments: [
    ("compose.yaml", "sub/compose.yaml"), ("./a//b.yaml", "sub/a/b.yaml"),
    ("../compose.yaml", "compose.yaml"),
    ("/srv/app/x.yaml", "x.yaml"), ("/etc/x.yaml", "etc/x.yaml"), ("../../x.yaml", "x.yaml"), ("", "sub"),
  ]) func filesAreSeenFromTheRoot(file: String, path: String) {
    #expect(checkout("/srv/app/sub", root: "/srv/app").path(file) == path)
  }

  @Test func withoutARepositoryFilesAreSeenFromTheDirectory() {
    #expect(checkout("/srv/app", root: nil).path("/srv/app/a.yaml") == "a.yaml")
    #expect(checkout("/srv/app", root: nil).path("a.yaml") == "a.yaml")
    #expect(Checkout().path("a/../b.yaml") == "b.yaml")
    #expect(Checkout().path("..") == "file")
  }
}
