import Images
import Testing

@testable import Dockerfiles

/// What is claimed of an image's steps and layers, and what is not.
struct DockerfileBlameTests {
  private let baseSteps = ["/bin/sh -c #(nop) ADD file:0123 in / ", "-/bin/sh -c #(nop)  CMD [\"sh\"]"]

  /// Steps with `-` before them make no layer; `comment` is every own step's.
  private func blame(
    _ text: String, _ own: [String], comment: String? = "buildkit.dockerfile.v0", base: [String]? = nil,
    target: String? = nil, knownBaseLayers: Int? = nil
  ) throws -> DockerfileBlame {
    let file = try Dockerfile(text, path: "Dockerfile")
    let base = base ?? baseSteps
    let steps = (base + own).enumerated().map { index, text in
      var step = HistoryStep(
        createdBy: String(text.hasPrefix("-") ? text.dropFirst() : text[...]),
        isEmptyLayer: text.hasPrefix("-"))
      step.comment = index < base.count ? nil : comment
      return step
    }
    let history = LayerHistory(
      steps, layerCount: steps.count { !$0.isEmptyLayer }, knownBaseLayers: knownBaseLayers)
    return DockerfileBlame(
      file, target: try target.map { try #require(file.stage(named: $0)) }, history: history, steps: steps)
  }

  private func lines(_ blame: DockerfileBlame, steps: Int) -> [Int?] {
    (0..<steps).map { blame.instruction(ofStep: $0)?.lines.lowerBound }
  }

  // MARK: Agreement

  @Test func anotherDockerfileIsNotBlamed() throws {
    let blame = try blame(
      "FROM x\nRUN make\nRUN make install\nUSER 7\n", ["RUN /bin/sh -c npm ci # buildkit", "-USER app"])
    #expect(blame.agreement == .none(matched: 0, of: 4, other: nil))
    #expect(lines(blame, steps: 4) == [nil, nil, nil, nil])
    #expect(blame.instruction(ofLayer: 1) == nil)
    #expect(blame.instruction(setting: "USER", item: nil, step: nil) == nil)
  }

  @Test func aChangedDockerfileIsBlamedForWhatItStillHas() throws {
    let blame = try blame(
      "FROM x\nENV MODE=production\nRUN make all\nRUN echo new\nUSER app\n",
      [
        "-ENV MODE=production", "RUN /bin/sh -c make all # buildkit", "RUN /bin/sh -c echo old # buildkit",
        "-USER app",
      ])
    #expect(blame.agreement == .partial(matched: 3, of: 4))
    #expect(lines(blame, steps: 6) == [nil, nil, 2, 3, nil, 5])
  }

  @Test func whatTwoInstructionsMayHaveMadeIsNotClaimed() throws {
    let blame = try blame(
      "FROM x\nENV MODE=production\nRUN make\nRUN echo one\nRUN make\nUSER app\nEXPOSE 80\n",
      ["-ENV MODE=production", "RUN /bin/sh -c make # buildkit", "-USER app", "-EXPOSE map[80/tcp:{}]"])
    #expect(lines(blame, steps: 6) == [nil, nil, 2, nil, 6, 7])
  }

  @Test func aStepThatLittleIsKnownOfIsClaimedBetweenOthersOnly() throws {
    let held = try blame(
      "FROM x\nRUN make\nUSER $ID\nRUN echo done\nRUN echo gone\n",
      ["RUN /bin/sh -c make # buildkit", "-USER 7", "RUN /bin/sh -c echo done # buildkit"])
    #expect(lines(held, steps: 5) == [nil, nil, 2, 3, 4])
    let loose = try blame(
      "FROM x\nRUN make\nRUN echo gone\nUSER $ID\nRUN echo done\n",
      ["RUN /bin/sh -c make # buildkit", "-USER 7", "RUN /bin/sh -c echo done # buildkit"])
    #expect(lines(loose, steps: 5) == [nil, nil, 2, nil, 5])
  }

  @Test func stepsThatTheBaseHasTooAreTheLastOnes() throws {
    let blame = try blame(
      "FROM x\nCOPY a /a\nCMD [\"sh\"]\n", ["COPY a /a # buildkit", "-CMD [\"sh\"]"],
      base: ["COPY a /a # buildkit", "-CMD [\"sh\"]"])
    #expect(blame.agreement == .whole)
    #expect(lines(blame, steps: 4) == [1, 1, 2, 3])
  }

  @Test func nothingIsSaidOfAFileThatOnlyNamesABase() throws {
    let blame = try blame("FROM x\n", [])
    #expect(lines(blame, steps: 2) == [nil, nil])
  }

  @Test func aBuildFromScratchHasNoStepsBefore() throws {
    let fits = try blame("FROM scratch\nCOPY a /a\n", ["COPY a /a # buildkit"], base: [])
    #expect(fits.agreement == .whole)
    let other = try blame("FROM scratch\nCOPY a /a\n", ["COPY a /a # buildkit"])
    #expect(other.agreement != .whole)
    #expect(other.instruction(ofStep: 0) == nil)
  }

  // MARK: Stages

  private let stages =
    "FROM x AS a\nENV TIER=one\nFROM a AS b\nRUN make\nFROM x\nCOPY --from=b /o /o\nUSER 1\n"

  @Test func theOnlyStageThatFitsIsTaken() throws {
    let steps = ["-ENV TIER=one", "RUN /bin/sh -c make # buildkit"]
    let blame = try blame(stages, steps)
    #expect(blame.agreement == .whole)
    #expect(lines(blame, steps: 4) == [1, 1, 2, 4])
    let named = try self.blame(stages, steps, target: "b")
    #expect(named.agreement == .whole)
  }

  @Test func aNamedStageThatDoesNotFitIsNotReplaced() throws {
    let blame = try blame(stages, ["COPY /o /o # buildkit", "-USER 1"], target: "b")
    #expect(blame.agreement == .none(matched: 0, of: 4, other: "2"))
    #expect(lines(blame, steps: 4) == [nil, nil, nil, nil])
  }

  @Test func aVariableMaySayWhichStageIsMeant() throws {
    let text =
      "ARG KIND=slim\nFROM x AS base-slim\nRUN echo slim\nFROM x AS base-full\nRUN echo full\nFROM base-$KIND\nUSER 1\n"
    let slim = try blame(text, ["RUN /bin/sh -c echo slim # buildkit", "-USER 1"])
    #expect(lines(slim, steps: 4) == [2, 2, 3, 7])
    let full = try blame(text, ["RUN /bin/sh -c echo full # buildkit", "-USER 1"])
    #expect(lines(full, steps: 4) == [4, 4, 5, 7])
  }

  // MARK: Masked text and other builders

  @Test func aMaskedSecretFitsAnything() throws {
    let blame = try blame(
      "FROM x\nENV API=abc MODE=production\nRUN curl -u me:abc https://example.org/file\n",
      [
        "-ENV API=«secret» MODE=production",
        "RUN /bin/sh -c curl -u me:«secret» https://example.org/file # buildkit",
      ])
    #expect(lines(blame, steps: 4) == [1, 1, 2, 3])
  }

  /// kaniko keeps instructions as they are written, and steps only of those that write files.
  @Test func settingsThatABuilderLeavesOutAreStillFound() throws {
    let text = "FROM x\nENV A=1\nrun make \\\n  all\nUSER app\nCOPY a /a\nUSER root\n"
    let blame = try blame(text, ["run make   all", "COPY a /a"], comment: nil)
    #expect(blame.agreement == .whole)
    #expect(lines(blame, steps: 4) == [1, 1, 3, 6])
    #expect(blame.instruction(setting: "USER", item: nil, step: nil)?.lines == 7...7)
    #expect(blame.instruction(setting: "ENV", item: "A", step: nil)?.lines == 2...2)
    #expect(blame.instruction(setting: "ENV", item: "B", step: nil) == nil)
  }

  @Test func aShellThatIsNoneByNameStandsBeforeTheCommand() throws {
    let blame = try blame(
      "FROM x\nSHELL [\"/usr/bin/python3\", \"-c\"]\nRUN print(1)\n",
      ["-SHELL [/usr/bin/python3 -c]", "RUN /usr/bin/python3 -c print(1) # buildkit"])
    #expect(lines(blame, steps: 4) == [1, 1, 2, 3])
  }

  @Test func whatTheBaseTriggersBelongsToFrom() throws {
    let blame = try blame(
      "FROM x\nUSER 10001\n", ["COPY . /srv # buildkit", "RUN /bin/sh -c npm ci # buildkit", "-USER 10001"])
    #expect(lines(blame, steps: 5) == [1, 1, 1, 1, 2])
    #expect(blame.instruction(ofLayer: 2)?.lines == 1...1)
  }

  // MARK: Layers and settings

  @Test func aLayerOfSeveralInstructionsIsNobodys() throws {
    let text = "FROM x\nCOPY a /a\nRUN make\nUSER app\n"
    let gathered = try blame(
      text,
      ["-/bin/sh -c #(nop) COPY file:01 in /a ", "-/bin/sh -c make", "/bin/sh -c #(nop) USER app"],
      comment: "FROM x")
    #expect(gathered.agreement == .whole)
    #expect(gathered.instruction(ofStep: 3)?.lines == 3...3)
    #expect(gathered.instruction(ofLayer: 1) == nil)
    #expect(gathered.instruction(ofLayer: 0)?.keyword == "FROM")
  }

  @Test func aLayerOfOneWriterAmongSeveralIsItsOwn() throws {
    let blame = try blame(
      "FROM x\nENV A=b\nRUN make\nUSER app\n",
      ["-/bin/sh -c #(nop) ENV A=b", "-/bin/sh -c make", "/bin/sh -c #(nop) USER app"], comment: "FROM x")
    #expect(blame.instruction(ofLayer: 1)?.lines == 3...3)
  }

  @Test func layersOfAGivenBaseAreFroms() throws {
    let blame = try blame(
      "FROM x\nRUN make\n", ["RUN /bin/sh -c make # buildkit"],
      base: ["RUN /bin/sh -c make # buildkit"], knownBaseLayers: 1)
    #expect(blame.instruction(ofLayer: 0)?.keyword == "FROM")
    #expect(blame.instruction(ofLayer: 1)?.lines == 2...2)
  }

  @Test func whatNothingSetsIsAsTheStageBegan() throws {
    let blame = try blame(
      "FROM x AS a\nENV A=1\nFROM a\nRUN make\n", ["-ENV A=1", "RUN /bin/sh -c make # buildkit"])
    #expect(blame.instruction(setting: "USER", item: nil, step: nil)?.lines == 3...3)
    #expect(blame.instruction(setting: "CMD", item: nil, step: 1)?.lines == 1...1)
    #expect(blame.instruction(setting: "ENV", item: "B", step: nil) == nil)
  }

  @Test func oneOfSeveralIsSetByItsOwnInstruction() throws {
    let blame = try blame(
      """
      FROM x
      ENV KEY=1
      ENV OPTIONS="-e KEY=2"
      EXPOSE 80
      EXPOSE 9000-9002 $PORT/udp
      VOLUME ["/a", "/b"]
      VOLUME /c
      ONBUILD RUN one
      ONBUILD RUN two

      """,
      [
        "-ENV KEY=1", "-ENV OPTIONS=-e KEY=2", "-EXPOSE map[80/tcp:{}]",
        "-EXPOSE map[9000/tcp:{} 9001/tcp:{} 9002/tcp:{} 53/udp:{}]", "-VOLUME [/a /b]", "-VOLUME [/c]",
      ])
    #expect(blame.agreement == .whole)
    func line(_ keyword: String, _ item: String) -> Int? {
      blame.instruction(setting: keyword, item: item, step: 2)?.lines.lowerBound
    }
    #expect(line("ENV", "KEY") == 2)
    #expect(line("EXPOSE", "80/tcp") == 4)
    #expect(line("EXPOSE", "9001/tcp") == 5)
    #expect(line("EXPOSE", "53/udp") == nil)
    #expect(line("VOLUME", "/b") == 6)
    #expect(line("VOLUME", "/c") == 7)
    #expect(line("ONBUILD", "RUN one") == 8)
    #expect(line("ONBUILD", "RUN two") == 9)
  }

  @Test func aNameOnOneLineOfAnInstructionLeadsThere() throws {
    let file = try Dockerfile("FROM x\nENV A_KEY=1 \\\n  # B_KEY\n  B_KEY=$A_KEY \\\n  KEY=2\n", path: "d")
    let instruction = try #require(file.stages[0].instructions.first)
    #expect(file.lines(of: "B_KEY", in: instruction) == 4...4)
    #expect(file.lines(of: "KEY", in: instruction) == 5...5)
    #expect(file.lines(of: "A_KEY", in: instruction) == nil)
    #expect(file.lines(of: "C_KEY", in: instruction) == nil)
    #expect(file.lines(of: "", in: instruction) == nil)
  }

  @Test func wildcardsOnBothSides() {
    let any = String(Expansion.wildcard)
    #expect(Wildcards.match("a\(any)c", "ab\(any)"))
    #expect(Wildcards.match("\(any)x\(any)", "y\(any)z"))
    #expect(!Wildcards.match("a\(any)c", "b\(any)"))
    #expect(Wildcards.match("a\(any)b\(any)c", "a1b2c"))
    #expect(!Wildcards.match("a\(any)b\(any)bc", "a1bc"))
    #expect(Wildcards.match(any, ""))
    #expect(!Wildcards.match("", "a"))
  }

  @Test func manyStepsAndInstructionsEnd() throws {
    let many = (0..<400).map { "RUN echo \($0 % 3)" }
    let text = "FROM x\n" + many.joined(separator: "\n")
    let blame = try blame(text, many.map { $0.replacing("RUN ", with: "RUN /bin/sh -c ") })
    #expect(blame.agreement == .whole)
    let tooMany = [String](repeating: "RUN /bin/sh -c true", count: 2_000)
    #expect(try self.blame(text, tooMany).instruction(ofStep: 5) == nil)
  }
}
