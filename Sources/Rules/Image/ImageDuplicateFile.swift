import Findings
import Images
import Policies

extension Rule {
  static let imageDuplicateFile = Rule(
    id: "image-duplicate-file",
    summary: "A large file seems to be in the image twice.",
    why: """
      Files with the same name, size and time of change at two paths are most often copies of each \
      other. Layers share nothing: each copy is stored and sent.
      """,
    fix: "Keep one and make the other a link, or copy only one of the directories.",
    severity: .low, confidence: .firm,
    references: [],
    examples: [
      .image(
        "copied by two instructions",
        """
        image: shop:1.0
        layer: COPY model.bin /app/
          -rw-r--r-- 0:0 /app/model.bin 1000000
        layer: COPY . /srv
        ▶ -rw-r--r-- 0:0 /srv/model.bin 1000000
        """),
      .image(
        "other sizes, links, and small files",
        """
        layer: COPY . /
          -rw-r--r-- 0:0 /a/model.bin 1000000
          -rw-r--r-- 0:0 /b/model.bin 1000001
          -rw-r--r-- 0:0 /c/model.bin => /a/model.bin
          -rw-r--r-- 0:0 /a/x 100
          -rw-r--r-- 0:0 /b/x 100
        """),
    ],
    check: .image { image, policy in DuplicateFiles.matches(in: image, least: policy.image.smallestWaste) })
}
