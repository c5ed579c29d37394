// The disk as SQLite sees it: a VFS over the system's.

#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define DISK(vfs) ((faultvfs *)(vfs)->pAppData)
#define BASE(vfs) (DISK(vfs)->base)

/// SQLite's milliseconds count from noon of 24 November 4714 BC.
#define UNIX_EPOCH_MILLISECONDS 210866760000000

static int disk_open(
    sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *flags_out
) {
    faultvfs *disk = DISK(vfs);
    open_file *opened = (open_file *)file;
    memset(opened, 0, sizeof *opened);
    if (disk->is_dead) return SQLITE_IOERR;
    opened->disk = disk;
    opened->real = (sqlite3_file *)(opened + 1);
    opened->real->pMethods = NULL;
    int remembered = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
    if (name && (flags & remembered)) {
        opened->stored = faultvfs_file(disk, name);
        if (!opened->stored) return SQLITE_NOMEM;
        opened->stored->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
        opened->stored->is_wal = (flags & SQLITE_OPEN_WAL) != 0;
    }
    int result = disk->base->xOpen(disk->base, name, opened->real, flags, flags_out);
    if (result == SQLITE_OK && opened->stored) {
        sqlite3_int64 size = 0;
        result = opened->real->pMethods->xFileSize(opened->real, &size);
        opened->stored->size = size;
    }
    // The methods of a database need shared memory, which came with their second version.
    if (result == SQLITE_OK && opened->real->pMethods->iVersion < 2) result = SQLITE_CANTOPEN;
    if (result != SQLITE_OK) {
        if (opened->real->pMethods) opened->real->pMethods->xClose(opened->real);
        return result;
    }
    opened->shown.pMethods = &faultvfs_io_methods;
    disk->open_files += 1;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    if (faultvfs_begin_effect(DISK(vfs), false) != 0) return SQLITE_IOERR;
    int result = BASE(vfs)->xDelete(BASE(vfs), path, syncs_folder);
    stored_file *stored = faultvfs_known_file(DISK(vfs), path);
    if (result == SQLITE_OK && stored) {
        faultvfs_forget(stored);
        stored->size = 0;
    }
    return result;
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    if (DISK(vfs)->is_dead) return SQLITE_IOERR;
    return BASE(vfs)->xAccess(BASE(vfs), path, flags, result);
}

static int disk_full_pathname(sqlite3_vfs *vfs, const char *path, int length, char *full) {
    return BASE(vfs)->xFullPathname(BASE(vfs), path, length, full);
}

static int disk_randomness(sqlite3_vfs *vfs, int length, char *bytes) {
    for (int at = 0; at < length; at++) {
        bytes[at] = (char)(faultvfs_next_random(&DISK(vfs)->random) & 0xff);
    }
    return length;
}

// Time doesn't pass: a busy handler counts through its waits at once.
static int disk_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    return microseconds;
}

static int disk_current_time_int64(sqlite3_vfs *vfs, sqlite3_int64 *now) {
    *now = UNIX_EPOCH_MILLISECONDS + DISK(vfs)->unix_milliseconds;
    return SQLITE_OK;
}

static int disk_current_time(sqlite3_vfs *vfs, double *now) {
    sqlite3_int64 milliseconds = 0;
    int result = disk_current_time_int64(vfs, &milliseconds);
    *now = (double)milliseconds / 86400000.0;
    return result;
}

static int disk_last_error(sqlite3_vfs *vfs, int length, char *text) {
    return BASE(vfs)->xGetLastError ? BASE(vfs)->xGetLastError(BASE(vfs), length, text) : 0;
}

faultvfs *faultvfs_create(const char *name, uint64_t seed) {
    sqlite3_vfs *base = sqlite3_vfs_find(NULL);
    faultvfs *disk = base ? calloc(1, sizeof *disk) : NULL;
    if (!disk) return NULL;
    disk->base = base;
    disk->random = seed;
    disk->capacity = -1;
    disk->vfs = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = (int)sizeof(open_file) + base->szOsFile,
        .mxPathname = base->mxPathname,
        .zName = strdup(name),
        .pAppData = disk,
        .xOpen = disk_open,
        .xDelete = disk_delete,
        .xAccess = disk_access,
        .xFullPathname = disk_full_pathname,
        .xRandomness = disk_randomness,
        .xSleep = disk_sleep,
        .xCurrentTime = disk_current_time,
        .xGetLastError = disk_last_error,
        .xCurrentTimeInt64 = disk_current_time_int64,
    };
    if (!disk->vfs.zName || sqlite3_vfs_find(name)
        || sqlite3_vfs_register(&disk->vfs, 0) != SQLITE_OK) {
        free((char *)disk->vfs.zName);
        free(disk);
        return NULL;
    }
    return disk;
}
