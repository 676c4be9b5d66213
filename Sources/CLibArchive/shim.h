#include <archive.h>
#include <archive_entry.h>

/// `archive_set_error` takes variable arguments, which Swift cannot call.
static inline void archive_set_error_text(struct archive *a, const char *text) {
  archive_set_error(a, ARCHIVE_FATAL, "%s", text);
}
