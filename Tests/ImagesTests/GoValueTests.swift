import Testing

@testable import Images

struct GoValueTests {
  @Test(arguments: [
    ("EXPOSE map[3000/tcp:{} 9229/tcp:{}]", "EXPOSE 3000/tcp 9229/tcp"),
    ("VOLUME [/data /cache]", "VOLUME /data /cache"),
    (#"CMD ["node" "--watch" "a \" b.js"]"#, #"CMD ["node", "--watch", "a \" b.js"]"#),
    (#"ENTRYPOINT ["/app"]"#, #"ENTRYPOINT ["/app"]"#),
  ])
  func whatBuildKitPrintsReadsLikeTheDockerfile(createdBy: String, text: String) {
    #expect(Instruction(createdBy: createdBy).text == text)
  }

  @Test(arguments: [
    "EXPOSE 8080", "VOLUME /data", #"VOLUME ["/data"]"#, #"CMD ["node", "a b"]"#, "CMD node server.js",
    "EXPOSE map[broken", "VOLUME []",
  ])
  func whatADockerfileSaysStays(instruction: String) {
    #expect(Instruction(createdBy: instruction).text == instruction)
  }
}
