import Findings
import Images

extension Rule {
  static let layerCredentialFile = Rule(
    id: "layer-credential-file",
    summary: "A file in which a tool keeps credentials is in the image.",
    why: """
      Clients of clouds, registries, databases and repositories keep passwords and tokens in well-known \
      files. In an image they give everyone who pulls it what they give to the tool.
      """,
    fix: """
      Change the credentials, keep the file out of the build context, and give it to the one RUN that \
      needs it with --mount=type=secret.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("4.1.4")],
    triggering: [
      .image(
        "of Git, deleted later",
        """
        layer: RUN git clone
        ▶ -rw------- 0:0 /root/.git-credentials 40
        layer: RUN rm /root/.git-credentials
          delete /root/.git-credentials
        """),
      .image(
        "of Docker and of a cloud",
        """
        layer: COPY home /root
        ▶ -rw------- 0:0 /root/.docker/config.json 40
        ▶ -rw------- 0:0 /root/.aws/credentials 40
          -rw------- 0:0 /root/.aws/config 40
        """),
      .image(
        "the state of Terraform",
        """
        layer: COPY . /srv
        ▶ -rw-r--r-- 0:0 /srv/terraform.tfstate 40
        """),
    ],
    silent: [
      .image(
        "the same names at other places, and those of packages",
        """
        layer: COPY . /srv
          -rw-r--r-- 0:0 /srv/config.json 40
          -rw-r--r-- 0:0 /srv/lib/credentials 40
          -rw-r--r-- 0:0 /srv/docker/config.json 40
          -rw-r--r-- 0:0 /srv/app/vendor/google/credentials.json 40
          -rw-r--r-- 0:0 /srv/.netrc 0
        """)
    ],
    check: .image { image, _ in
      let files = CredentialFiles.endings.flatMap { image.sightings(endingIn: $0) }
      return SecretFiles.matches(files, in: image) {
        "\($0.path.shown) is a file in which credentials are kept."
      }
    })
}
