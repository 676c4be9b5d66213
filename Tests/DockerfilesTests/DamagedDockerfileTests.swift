import Dockerfiles
import TestSupport
import Testing

/// A Dockerfile that is damaged or cut off gives its instructions or an error with a line, and ends nothing.
@Suite struct DamagedDockerfileTests {
  @Test(arguments: [
    "# escape=`\nFROM --platform=$P a:1@sha256:b AS c\nRUN [\"a\", \"b\"]\n",
    "FROM a\nARG A=\"x y\"\nENV B=${A:-c} D='e'\nENV F g h\nLABEL \"i\"=j\n",
    "FROM a\nRUN <<E1 <<-\"E2\"\na\nE1\n\tb\nE2\nCOPY --chown=a:b --from=c [\"d\", \"e\"]\n",
    "FROM a\nRUN --mount=type=secret,id=a \\\n # b\n  c && \\\n\nHEALTHCHECK --interval=1s CMD a || exit 1\nONBUILD USER x\n",
  ])
  func aReaderTakesAnyBytes(_ sample: String) {
    var read = 0
    for damaged in Damage.variants(of: Array(sample.utf8), most: 1000) {
      do throws(DockerfileError) {
        _ = try Dockerfile(bytes: damaged, path: "Dockerfile")
        read += 1
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    #expect(read > 0)
  }
}
