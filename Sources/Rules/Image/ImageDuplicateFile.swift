import Findings
import Images
import Policies

extension Rule {
  static let imageDuplicateFile = Rule(
    id: "image-duplicate-file",
    summary: "A large file is in the image twice.",
    why: "A file with the same content at two paths is stored and sent twice.",
    fix: "Keep one copy and make the other a link, or copy only one of the directories.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "copied by two instructions",
        """
        image: shop:1.0
        layer: COPY model.bin /app/
          -rw-r--r-- 0:0 /app/model.bin 1000000
        layer: COPY . /srv
        ▶ -rw-r--r-- 0:0 /srv/copy.bin 1000000
        """)
    ],
    silent: [
      .image(
        "different sizes, different content, links and small files",
        """
        layer: COPY . /
          -rw-r--r-- 0:0 /a/model.bin 1000000
          -rw-r--r-- 0:0 /b/model.bin 1000001
          -rw-r--r-- 0:0 /c/model.bin => /a/model.bin
          -rw-r--r-- 0:0 /d/model.bin 999998
            | y
          -rw-r--r-- 0:0 /a/x 100
          -rw-r--r-- 0:0 /b/x 100
        """)
    ],
    check: .image { image, policy in DuplicateFiles.matches(in: image, least: policy.image.smallestWaste) })
}
