# The formula for Homebrew: `brew install --formula packaging/homebrew/imgcheck.rb`, or from a tap.
class Imgcheck < Formula
  desc "Check container images and compose projects before they ship"
  homepage "https://github.com/imgcheck/imgcheck"
  url "https://github.com/imgcheck/imgcheck.git", tag: "v0.1.0"
  license "Apache-2.0"
  head "https://github.com/imgcheck/imgcheck.git", branch: "main"

  depends_on "pkgconf" => :build
  depends_on xcode: ["26.4", :build] # the first with Swift 6.3
  depends_on "curl"
  depends_on "isa-l"
  depends_on "libarchive"
  depends_on "openssl@3"
  depends_on "pcre2"
  depends_on "vectorscan"

  uses_from_macos "swift" => :build
  uses_from_macos "sqlite"
  uses_from_macos "zlib"

  def install
    system "swift", "build", *std_swift_args, "--product", "imgcheck"
    bin.install ".build/release/imgcheck"
    bin.install "ci/push-checked" => "imgcheck-push-checked"
    system bin/"imgcheck", "rules", "--write-patterns", share/"imgcheck"
    man1.install "packaging/imgcheck.1", "packaging/imgcheck-push-checked.1"
    generate_completions_from_executable(bin/"imgcheck", "--generate-completion-script")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/imgcheck --version")
    (testpath/"compose.yaml").write <<~YAML
      services:
        web:
          image: registry.example.org/web:1.2.3
          privileged: true
    YAML
    assert_match "compose-privileged", shell_output("#{bin}/imgcheck compose.yaml", 1)
  end
end
