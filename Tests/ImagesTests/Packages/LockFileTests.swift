import Testing

@testable import Images

@Suite struct LockFileTests {
  private func found(_ lock: LockFile) -> [String] {
    lock.entries.map {
      "\($0.package.name) \($0.package.version) \($0.package.isDevelopmentOnly.map(String.init) ?? "?")"
    }
  }

  @Test func `Yarn 1`() {
    let lock = YarnLock.parse(
      bytes(
        """
        # yarn lockfile v1

        "@babel/core@^7.0.0", "@babel/core@^7.1.0":
          version "7.23.0"
          resolved "https://registry.example/x"
          dependencies:
            version "^9.9.9"
            left-pad "^1.0.0"

        left-pad@^1.0.0:
          version "1.3.0"

        "alias@npm:real@^2.0.0":
          version "2.0.1"
        """))
    #expect(found(lock) == ["@babel/core 7.23.0 ?", "left-pad 1.3.0 ?", "real 2.0.1 ?"])
    #expect(lock.problems.isEmpty)
  }

  @Test func `Yarn 2 and later, without the project's own parts`() {
    let lock = YarnLock.parse(
      bytes(
        """
        __metadata:
          version: 8

        "@types/node@npm:^20.0.0, @types/node@npm:*":
          version: 20.8.0
          resolution: "@types/node@npm:20.8.0"

        "app@workspace:.":
          version: 0.0.0-use.local
        """))
    #expect(found(lock) == ["@types/node 20.8.0 ?"])
  }

  @Test func `a line of no entry is told`() {
    #expect(YarnLock.parse(bytes("rubbish\n")).problems.map(\.line) == [1])
  }

  @Test func `pnpm 5`() {
    let lock = PnpmLock.parse(
      bytes(
        """
        lockfileVersion: 5.4
        devDependencies:
          jest: 29.0.0
        packages:

          /@babel/core/7.1.0_peer@1.0.0:
            resolution: {integrity: sha512-x}
            dev: true

          /lodash/4.17.21:
            dev: false

          /under_score/1.0.0:
            dev: false
        """))
    #expect(found(lock) == ["@babel/core 7.1.0 true", "lodash 4.17.21 false", "under_score 1.0.0 false"])
    #expect(lock.problems.isEmpty)
  }

  @Test func `pnpm 6`() {
    let lock = PnpmLock.parse(
      bytes(
        """
        lockfileVersion: '6.0'
        packages:
          /@s/a@1.0.0(react@18.2.0):
            dev: true
          /b@2.0.0:
            resolution: {integrity: sha512-x}
          file:../local:
            dev: false
        """))
    #expect(found(lock) == ["@s/a 1.0.0 true", "b 2.0.0 ?"])
  }

  @Test func `pnpm 9 says what is for development of direct dependencies only`() {
    let lock = PnpmLock.parse(
      bytes(
        """
        lockfileVersion: '9.0'
        importers:
          .:
            dependencies:
              both:
                specifier: ^1.0.0
                version: 1.0.0
            devDependencies:
              '@s/tool':
                specifier: ^3.0.0
                version: 3.0.0
              both:
                specifier: ^1.0.0
                version: 1.0.0
        packages:
          '@s/tool@3.0.0':
            resolution: {integrity: sha512-x}
          both@1.0.0: {}
          below@0.1.0:
            resolution: {integrity: sha512-x}
        snapshots:
          ghost@1.0.0: {}
        """))
    #expect(found(lock) == ["@s/tool 3.0.0 true", "both 1.0.0 false", "below 0.1.0 ?"])
  }
}
