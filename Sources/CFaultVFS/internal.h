#ifndef NEXSTAGE_CFAULTVFS_INTERNAL_H
#define NEXSTAGE_CFAULTVFS_INTERNAL_H

#include <sqlite3.h>

#include "CFaultVFS.h"

/// The unit that a drive writes wholly or not at all.
#define SECTOR_BYTES 512

/// A write or a truncation that a power cut may take back.
typedef struct {
    bool is_truncation;
    /// Where a write begins; the size that a truncation leaves.
    int64_t offset;
    /// The bytes written; 0 for a truncation.
    int64_t length;
    /// The file's size before; -1 once the size after is durable.
    int64_t old_size;
    /// What stood there before, as far as the file reached, and after it what was written.
    int64_t old_length;
    uint8_t *bytes;
} effect;

/// A file of a disk; it outlives its handles, since what isn't synced does.
typedef struct stored_file {
    struct stored_file *next;
    char *path;
    bool is_database;
    bool is_wal;
    int64_t size;
    /// In the order in which they happened. Those before `limbo_count` no sync can save any more.
    effect *effects;
    size_t count;
    size_t capacity;
    size_t limbo_count;
} stored_file;

struct faultvfs {
    sqlite3_vfs vfs;
    sqlite3_vfs *base;
    /// In the order in which they were first opened.
    stored_file *files;
    int64_t open_files;
    faultvfs_counters counters;
    uint64_t random;
    int64_t unix_milliseconds;
    bool is_dead;
    bool lies;
    int64_t crash_at_write;
    int64_t crash_sectors;
    int64_t crash_at_effect;
    int64_t failing_syncs;
    int64_t syncs_before_failing;
    int64_t failing_reads;
    int64_t capacity;
};

/// An open file: SQLite sees the first member, the real file's own data lies behind the struct.
typedef struct {
    sqlite3_file shown;
    faultvfs *disk;
    /// NULL for a temporary file, which isn't remembered.
    stored_file *stored;
    sqlite3_file *real;
} open_file;

/// The next number of SplitMix64, which is good enough to draw faults.
uint64_t faultvfs_next_random(uint64_t *state);

/// Counts an effect that is asked for: 0 lets it happen, 1 says that the disk dies at it, and another
/// value is the error of a disk that was dead before.
int faultvfs_begin_effect(faultvfs *disk, bool is_write);

/// The methods of an open file.
extern const sqlite3_io_methods faultvfs_io_methods;

/// The file of that path, known from now on; NULL without memory.
stored_file *faultvfs_file(faultvfs *disk, const char *path);

/// The file of that path, or NULL.
stored_file *faultvfs_known_file(const faultvfs *disk, const char *path);

/// Where in `bytes` what was written begins.
static inline uint8_t *faultvfs_new_bytes(const effect *e) { return e->bytes + e->old_length; }

/// Adds room for an effect with its bytes, still to be filled in; NULL without memory.
effect *faultvfs_append(stored_file *file, int64_t old_length, int64_t length);

/// Takes the last effect back out.
void faultvfs_remove_last(stored_file *file);

/// Forgets all effects of a file.
void faultvfs_forget(stored_file *file);

/// A sync that did its work: everything is durable but what is in limbo and not overwritten.
int faultvfs_settle(stored_file *file);

/// Makes a file what a power cut leaves of it; false if it can't be rewritten.
bool faultvfs_cut_file(stored_file *file, uint64_t *random, faultvfs_cut cut);

#endif
