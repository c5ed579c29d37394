#ifndef NEXSTAGE_CFAULTVFS_H
#define NEXSTAGE_CFAULTVFS_H

#include <stdbool.h>
#include <stdint.h>

// A SQLite VFS that is a disk which fails on command.
//
// It sits over the system's VFS: real files, real locks, real shared memory. Of every database,
// write-ahead log and rollback journal it remembers what was written since the file was last synced.
// So it can tell whether an acknowledgement was given before the disk had the bytes, and after a
// power cut it leaves on the disk what a drive may leave: everything that was synced, and any part
// of what wasn't.
//
// What it assumes of a drive, and simplifies:
//  - Writes go to the file at once, as to the page cache: every process sees them. The real file is
//    never synced, since nothing here depends on the real disk.
//  - A power cut keeps or loses each write since the last sync, or the front of it up to a sector's
//    boundary, independently of the others. Bytes outside a write are not harmed
//    (SQLITE_IOCAP_POWERSAFE_OVERWRITE, which SQLite assumes of every drive).
//  - After a failed sync, as on Linux, the writes it should have brought to the disk count as clean:
//    no later sync brings them there, yet every reader still sees them. They are in limbo until
//    something is written over them or the power is cut, which loses any of them.
//  - A file that was made but never synced is there after a power cut, with what was written lost.
//  - Deleting a file is immediate and durable.
//  - Temporary files without a name are not remembered, and shared memory (`-shm`) takes no space.
//  - The file is never mapped into memory.
//
// A disk holds all of its state itself: two may be used from two threads at once. One disk is used by
// one thread at a time. Nothing here reads a clock or a random source; SQLite, however, takes the
// salts of a write-ahead log from a generator of the process which it seeds from the system's VFS, so
// the salts and the checksums over them differ from run to run, and nothing else does.

/// A disk.
typedef struct faultvfs faultvfs;

/// What has happened on a disk since it was made.
typedef struct {
    /// Writes that reached a file, and the bytes in them.
    int64_t writes;
    int64_t bytes_written;
    /// Syncs that were reported as done, whether or not the drive lied.
    int64_t syncs;
    /// Syncs that were reported as failed.
    int64_t failed_syncs;
    /// Writes, truncations, syncs and deletions that were asked for while the disk was alive.
    int64_t effects;
} faultvfs_counters;

/// What a power cut leaves of the writes that weren't synced.
typedef enum {
    /// A part that the seed draws: each write is kept, lost or torn.
    FAULTVFS_CUT_DRAWN = 0,
    /// Nothing.
    FAULTVFS_CUT_ALL_LOST = 1,
} faultvfs_cut;

/// Makes a disk and registers it with SQLite as a VFS of that name, which must be unused.
///
/// The seed is what `xRandomness` answers from. NULL if there is no memory or no VFS of the system.
faultvfs *faultvfs_create(const char *name, uint64_t seed);

/// Unregisters and frees a disk.
///
/// Returns false, and does nothing, while a file on it is open.
bool faultvfs_destroy(faultvfs *disk);

/// How many files on the disk are open; 0 after all connections were closed.
int64_t faultvfs_open_files(const faultvfs *disk);

/// What has happened so far.
faultvfs_counters faultvfs_count(const faultvfs *disk);

/// Writes to write-ahead logs which a power cut may lose and a sync would save.
///
/// 0 whenever a commit with `synchronous=FULL` has returned. Truncations don't count: SQLite leaves
/// that of a log unsynced, since all that was in it is in the database by then.
int64_t faultvfs_unsynced_wal_writes(const faultvfs *disk);

/// The same over all files.
int64_t faultvfs_unsynced_writes(const faultvfs *disk);

/// Writes that a failed sync left in limbo and that nothing was written over since, in all files.
int64_t faultvfs_limbo_writes(const faultvfs *disk);

/// The disk dies at the n-th write from now: of it only the given number of sectors is written.
///
/// From then on everything asked of the disk fails with SQLITE_IOERR, save closing and unlocking,
/// until `faultvfs_power_cut` or `faultvfs_process_kill`. 0 calls it off.
void faultvfs_crash_at_write(faultvfs *disk, int64_t n, int64_t sectors);

/// The disk dies at the n-th effect from now, which doesn't happen: write, truncation, sync or
/// deletion. So it also dies between the last write of a commit and its sync. 0 calls it off.
void faultvfs_crash_at_effect(faultvfs *disk, int64_t n);

/// Kills the disk at once.
void faultvfs_crash(faultvfs *disk);

/// Whether the disk is dead.
bool faultvfs_is_dead(const faultvfs *disk);

/// Cuts the power and brings it back: every file becomes what was synced, with what `cut` leaves of
/// the rest; shared memory is gone, and the disk is alive.
///
/// Faults that were ordered stay ordered, save crashes. Returns false, and does nothing, while a file
/// on the disk is open; false as well if a file can't be rewritten.
bool faultvfs_power_cut(faultvfs *disk, uint64_t seed, faultvfs_cut cut);

/// What `kill -9` leaves: the disk is alive, all writes are seen, and what wasn't synced still isn't.
///
/// Returns false, and does nothing, while a file on the disk is open.
bool faultvfs_process_kill(faultvfs *disk);

/// After so many syncs that work, the next n fail with SQLITE_IOERR_FSYNC, and leave what they should
/// have saved in limbo.
void faultvfs_fail_syncs(faultvfs *disk, int64_t n, int64_t after);

/// The next n reads fail with SQLITE_IOERR_READ.
void faultvfs_fail_reads(faultvfs *disk, int64_t n);

/// From now on the drive reports syncs as done and does none, or stops doing so.
void faultvfs_lie(faultvfs *disk, bool lies);

/// The disk holds so many bytes in all its files; a write that needs more fails with SQLITE_FULL.
///
/// A negative number means no limit; 0 lets no file grow.
void faultvfs_set_capacity(faultvfs *disk, int64_t bytes);

/// The bytes in all files that were opened through the disk.
int64_t faultvfs_used_bytes(const faultvfs *disk);

/// Flips one bit of a file, counted from the lowest bit of its first byte; false if it has none there.
bool faultvfs_flip_bit(const char *path, int64_t bit);

/// What SQLite's clock shows, in milliseconds since 1970; 0 at first.
void faultvfs_set_time(faultvfs *disk, int64_t unix_milliseconds);

#endif
