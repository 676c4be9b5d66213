import Findings
import Images
import Policies

extension Rule {
  static let imageMissingFile = Rule(
    id: "image-missing-file",
    summary: "The image lacks a file that the policy requires.",
    why: """
      A service that needs a file fails when it first uses it: a database extension when the schema loads, a \
      certificate at the first connection.
      """,
    fix: "Copy or install the file in the Dockerfile, or build on an image that has it.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a database without the extension that the application needs",
        """
        policy: image:
        policy:   files:
        policy:     - {path: /usr/share/**/extension/vector.control, image: "postgres*", reason: the api stores vectors}
        ▶ image: postgres:16-alpine
        layer: ADD rootfs /
          -rw-r--r-- 0:0 /usr/share/postgresql/extension/plpgsql.control 100
        """),
      .image(
        "a file that a later layer deletes",
        """
        policy: image: {files: [{path: /app/LICENSE}]}
        ▶ image: app:1.0
        layer: COPY . /app
          -rw-r--r-- 0:0 /app/LICENSE 100
        layer: RUN rm /app/LICENSE
          delete /app/LICENSE
        """),
    ],
    silent: [
      .image(
        "a database with the extension",
        """
        policy: image: {files: [{path: /usr/share/**/extension/vector.control, image: "postgres*"}]}
        image: postgres:16
        layer: ADD rootfs /
          -rw-r--r-- 0:0 /usr/share/postgresql/16/extension/vector.control 100
        """),
      .image(
        "an image that does not need the file",
        """
        policy: image: {files: [{path: /usr/share/**/extension/vector.control, image: "postgres*"}]}
        image: web:1.0
        """),
    ],
    needs: [.tree],
    check: .image { image, policy in FileRequirements(image, policy).missing })
}
