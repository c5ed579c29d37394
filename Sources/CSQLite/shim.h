#ifndef NEXSTAGE_CSQLITE_SHIM_H
#define NEXSTAGE_CSQLITE_SHIM_H

#include <sqlite3.h>
#include <stdint.h>

// Swift sees neither variadic functions nor macros that cast, so both get a small inline function here.

/// `sqlite3_db_config` for the options which take an int and report the value that holds afterwards.
static inline int csqlite_db_config_flag(sqlite3 *db, int option, int value, int *result) {
    return sqlite3_db_config(db, option, value, result);
}

/// Stops counting the memory in use, which takes a lock of the whole process at every allocation. Only before first use.
static inline int csqlite_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Binds a copy of the text. An empty text stays a text: a null pointer would bind NULL.
static inline int csqlite_bind_text_copy(sqlite3_stmt *statement, int index, const void *text, uint64_t count) {
    return sqlite3_bind_text64(
        statement, index, count == 0 ? "" : (const char *)text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of the bytes. An empty blob stays a blob: a null pointer would bind NULL.
static inline int csqlite_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, uint64_t count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// Binds the bytes themselves: they must stay in place until the parameter is bound anew or cleared.
static inline int csqlite_bind_blob_borrowed(sqlite3_stmt *statement, int index, const void *bytes, uint64_t count) {
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_STATIC);
}

#endif
