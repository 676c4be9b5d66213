package enum ArchiveIO {}
