import Findings
import Images

extension Rule {
  static let layerCredentialFile = Rule(
    id: "layer-credential-file",
    summary: "A file where a tool keeps credentials is in the image.",
    why: """
      Clients of clouds, registries, databases and repositories keep passwords and tokens in well-known files. \
      Everyone who pulls the image gets them.
      """,
    fix: """
      Change the credentials, add the file to .dockerignore, and give it only to the RUN that needs it: RUN \
      --mount=type=secret,id=NAME,target=FILE.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.10"), .cwe(538), .nist("4.1.4")],
    triggering: [
      .image(
        "Git credentials, deleted later",
        """
        layer: RUN git clone
        ▶ -rw------- 0:0 /root/.git-credentials 40
        layer: RUN rm /root/.git-credentials
          delete /root/.git-credentials
        """),
      .image(
        "Docker and cloud credentials",
        """
        layer: COPY home /root
        ▶ -rw------- 0:0 /root/.docker/config.json 40
        ▶ -rw------- 0:0 /root/.aws/credentials 40
          -rw------- 0:0 /root/.aws/config 40
        """),
      .image(
        "Terraform state",
        """
        layer: COPY . /srv
        ▶ -rw-r--r-- 0:0 /srv/terraform.tfstate 40
        """),
    ],
    silent: [
      .image(
        "the same names in other places, and files of packages",
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
      let files = CredentialFiles.endings.flatMap { image.occurrences(endingIn: $0) }
      return SecretFiles.matches(files, in: image) {
        "\($0.path.shown) is a file that commonly holds credentials."
      }
    })
}
