import Findings
import Testing

@testable import Images

/// Where the base image ends, by the surest sign there is.
struct LayerHistoryTests {
  private func step(
    _ createdBy: String, empty: Bool = false, at created: String? = nil, comment: String? = nil
  ) -> HistoryStep {
    var step = HistoryStep(createdBy: createdBy, isEmptyLayer: empty)
    step.created = created
    step.comment = comment
    return step
  }

  private var buildKit: [HistoryStep] {
    [
      step("/bin/sh -c #(nop) ADD file:0123 in / ", at: "2026-01-05T00:00:00.5Z"),
      step("/bin/sh -c #(nop)  CMD [\"bash\"]", empty: true, at: "2026-01-05T00:00:01Z"),
      step("WORKDIR /srv", at: "2026-02-01T10:00:00Z", comment: "buildkit.dockerfile.v0"),
      step("COPY app /srv # buildkit", at: "2026-02-01T10:00:01Z", comment: "buildkit.dockerfile.v0"),
      step("CMD [\"/srv/app\"]", empty: true, at: "2026-02-01T10:00:01Z", comment: "buildkit.dockerfile.v0"),
    ]
  }

  @Test func stepsAreMatchedWithLayers() {
    let history = LayerHistory(buildKit, layerCount: 3)
    #expect(history.stepsOfLayers == [0, 2, 3])
    #expect(history.layersOfSteps == [0, nil, 1, 2, nil])
  }

  /// Buildah without layers keeps the files of all instructions for the last one.
  @Test func theStepThatWroteALayerIsNamedAndNotTheLastOne() {
    func writer(_ instructions: String...) -> Int? {
      let last = instructions.count - 1
      let history = instructions.enumerated().map { step("/bin/sh -c \($1)", empty: $0 < last) }
      return LayerHistory(history, layerCount: 1).writer(ofLayer: 0)
    }
    #expect(writer("#(nop) ARG A", "#(nop) COPY dir:ab in / ", "#(nop) CMD [\"a\"]") == 1)
    #expect(
      writer("apt-get update", "#(nop) COPY dir:ab in / ", "#(nop) CMD [\"a\"]") == nil, "of several none")
    #expect(writer("#(nop) COPY dir:ab in / ", "#(nop) WORKDIR /data") == 1, "it may make a directory")
    #expect(writer("#(nop) COPY dir:ab in / ", "apt-get update") == 1)
    #expect(writer("#(nop) USER app", "#(nop) CMD [\"a\"]") == 1, "what else would have written it")
    #expect(LayerHistory(buildKit, layerCount: 3).writer(ofLayer: 2) == 3)
    #expect(LayerHistory(buildKit, layerCount: 2).writer(ofLayer: 0) == nil)
  }

  @Test func aHistoryThatDoesNotFitTheLayersSaysNothing() {
    let history = LayerHistory(buildKit, layerCount: 2)
    #expect(history.stepsOfLayers == [nil, nil])
    #expect(history.basis == .none)
    #expect(history.origin(ofLayer: 0) == .yours)
  }

  @Test func buildKitOnAClassicBase() {
    let history = LayerHistory(buildKit, layerCount: 3)
    #expect((history.baseLayers, history.baseSteps, history.basis) == (1, 2, .guess))
    #expect(history.origin(ofLayer: 0) == .base)
    #expect(history.origin(ofLayer: 1) == .yours)
    #expect(history.origin(ofStep: 2) == .yours)
  }

  @Test func theClassicBuilderOnAClassicBase() {
    let history = LayerHistory(
      [
        step("/bin/sh -c #(nop) ADD file:0123 in / "), step("/bin/sh -c #(nop)  CMD [\"bash\"]", empty: true),
        step("/bin/sh -c apt-get update"), step("/bin/sh -c #(nop)  CMD [\"app\"]", empty: true),
      ], layerCount: 2)
    #expect((history.baseLayers, history.baseSteps, history.basis) == (1, 2, .guess))
  }

  @Test func buildahNamesTheBaseImageAtTheFirstStepOfABuild() {
    let history = LayerHistory(
      [
        step("/bin/sh -c #(nop) ADD file:0123 in / "),
        step("/bin/sh -c apt-get update", comment: "FROM localhost/first:1"),
        step("/bin/sh -c make", comment: "FROM 0123456789ab"),
        step("/bin/sh -c #(nop) LABEL a=b", empty: true, comment: "FROM localhost/second:1"),
        step("/bin/sh -c make install", comment: "FROM ba9876543210"),
      ], layerCount: 4)
    #expect((history.baseLayers, history.baseSteps, history.basis) == (3, 3, .buildRecord))
  }

  @Test func buildahsOneLayerOfAWholeBuildHasTheStepsBeforeItToo() {
    let history = LayerHistory(
      [
        step("/bin/sh -c #(nop) ADD file:0123 in / "),
        step("/bin/sh -c #(nop)  CMD [\"bash\"]", empty: true),
        step("/bin/sh -c #(nop) ENV A=b", empty: true), step("/bin/sh -c make", empty: true),
        step("/bin/sh -c #(nop) CMD [\"app\"]", empty: true),
        step("/bin/sh -c #(nop) USER app", comment: "FROM docker.io/library/debian:12"),
      ], layerCount: 2)
    #expect((history.baseLayers, history.baseSteps, history.basis) == (1, 2, .buildRecord))
  }

  @Test func stepsOfOtherToolsBelowADockerfileAreTheBase() {
    let history = LayerHistory(
      [step("bazel build ..."), step("bazel build ..."), step("COPY app / # buildkit")], layerCount: 3)
    #expect((history.baseLayers, history.basis) == (2, .guess))
  }

  @Test func oneCommandInTheMiddleOfOneBuildEndsNoBase() {
    let history = LayerHistory(
      [
        step("COPY a / # buildkit", at: "2026-02-01T10:00:00Z"),
        step("CMD [\"/a\"]", empty: true, at: "2026-02-01T10:00:00Z"),
        step("COPY b / # buildkit", at: "2026-02-01T10:00:02+00:00"),
      ], layerCount: 2)
    #expect((history.baseLayers, history.basis) == (0, .none))
  }

  @Test func aBuildFromScratchHasNoBase() {
    let history = LayerHistory([step("COPY a / # buildkit")], layerCount: 1)
    #expect(history.basis == .none)
    let names = BaseNames(annotations: ["org.opencontainers.image.base.name": "scratch"])
    let annotated = LayerHistory(buildKit, layerCount: 3, base: names)
    #expect((annotated.baseLayers, annotated.basis) == (0, .annotation))
  }

  @Test func annotationsThatNameABaseMakeTheFirstLayerItsAtLeast() {
    let digest = BaseNames(annotations: ["org.opencontainers.image.base.digest": "sha256:0123"])
    let steps = [step("COPY a / # buildkit"), step("COPY b / # buildkit")]
    #expect(LayerHistory(steps, layerCount: 2, base: digest).baseLayers == 1)
    #expect(LayerHistory([steps[0]], layerCount: 1, base: digest).baseLayers == 0)
    let name = BaseNames(annotations: ["org.opencontainers.image.base.name": "example.com/app:1"])
    #expect(LayerHistory(steps, layerCount: 2, base: name).baseLayers == 0)
  }

  @Test func aGivenBaseImageIsBelieved() {
    let history = LayerHistory(buildKit, layerCount: 3, knownBaseLayers: 1)
    #expect((history.baseLayers, history.baseSteps, history.basis) == (1, 2, .baseImage))
    let all = LayerHistory(buildKit, layerCount: 3, knownBaseLayers: 3)
    #expect((all.baseLayers, all.baseSteps) == (3, 5))
    #expect(LayerHistory(buildKit, layerCount: 3, knownBaseLayers: 0).baseSteps == 0)
    #expect(LayerHistory(buildKit, layerCount: 3, knownBaseLayers: 99).baseLayers == 3)
  }

  @Test func timesAreReadWithTheirZones() throws {
    #expect(BuildTime("1970-01-01T00:00:00Z")?.seconds == 0)
    #expect(BuildTime("2000-03-01T00:00:00Z")?.seconds == 951_868_800)
    #expect(BuildTime("2025-03-20T09:12:47.32529728-04:00") == BuildTime("2025-03-20T13:12:47Z"))
    for text in [
      "", "2025-03-20", "2025-03-20T09:12:47", "2025-13-20T09:12:47Z", "2025-03-20T09:12:47+0400",
      "x025-03-20T09:12:47Z",
    ] {
      #expect(BuildTime(text) == nil, "\(text)")
    }
  }
}
