import ArchiveIO
import Compose

extension FileReader {
  /// The files of this machine; what is no plain file is none. A byte more than is allowed is read, so that what is
  /// too large shows.
  package static let disk = FileReader { path in
    try PlainFile.bytes(path: path, upTo: Limits().fileBytes + 1)
  }
}
