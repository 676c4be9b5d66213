import Compose

/// What well-known programs write beside their data when they run: process numbers, sockets, caches.
enum WritingPrograms {
  /// Directories of a program by its name. Which of them count is decided by what the image has.
  static func directories(_ name: String) -> [String] { ImageHabits.ofProgram(name)?.writes ?? [] }
}
