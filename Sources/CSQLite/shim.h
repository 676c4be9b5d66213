#include <sqlite3.h>

/* `sqlite3_db_config` takes variable arguments, which Swift cannot call. */
static inline int imgcheck_sqlite_configure(sqlite3 *db, int option, int on) {
  int now = 0;
  return sqlite3_db_config(db, option, on, &now);
}
