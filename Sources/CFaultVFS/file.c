// An open file as SQLite sees it: the real one, with the disk's faults before it.

#include <string.h>

#include "internal.h"

#define OPENED(file) ((open_file *)(file))
#define REAL(file) (OPENED(file)->real)
#define CALL(file, method, ...) (REAL(file)->pMethods->method(REAL(file), ##__VA_ARGS__))
#define FAIL_IF_DEAD(file) \
    do { \
        if (OPENED(file)->disk->is_dead) return SQLITE_IOERR; \
    } while (0)

// Closing and unlocking always work: the system does them for a process that died.
static int file_close(sqlite3_file *file) {
    int result = SQLITE_OK;
    if (REAL(file)->pMethods) result = CALL(file, xClose);
    OPENED(file)->disk->open_files -= 1;
    return result;
}

static int file_read(sqlite3_file *file, void *buffer, int length, sqlite3_int64 offset) {
    FAIL_IF_DEAD(file);
    faultvfs *disk = OPENED(file)->disk;
    if (disk->failing_reads > 0) {
        disk->failing_reads -= 1;
        return SQLITE_IOERR_READ;
    }
    return CALL(file, xRead, buffer, length, offset);
}

/// Writes and remembers what stood there before.
static int write_remembered(
    sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset
) {
    faultvfs *disk = OPENED(file)->disk;
    stored_file *stored = OPENED(file)->stored;
    if (!stored) return CALL(file, xWrite, buffer, length, offset);
    int64_t end = offset + length;
    int64_t growth = end > stored->size ? end - stored->size : 0;
    if (growth > 0 && disk->capacity >= 0
        && growth > disk->capacity - faultvfs_used_bytes(disk)) {
        return SQLITE_FULL;
    }
    int64_t old_length = stored->size < end ? stored->size - offset : length;
    if (old_length < 0) old_length = 0;
    effect *e = faultvfs_append(stored, old_length, length);
    if (!e) return SQLITE_NOMEM;
    e->offset = offset;
    e->old_size = stored->size;
    memcpy(faultvfs_new_bytes(e), buffer, (size_t)length);
    int result = SQLITE_OK;
    if (old_length > 0) result = CALL(file, xRead, e->bytes, (int)old_length, offset);
    if (result == SQLITE_OK) result = CALL(file, xWrite, buffer, length, offset);
    if (result != SQLITE_OK) {
        faultvfs_remove_last(stored);
        return result;
    }
    stored->size += growth;
    disk->counters.writes += 1;
    disk->counters.bytes_written += length;
    return SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *buffer, int length, sqlite3_int64 offset) {
    faultvfs *disk = OPENED(file)->disk;
    int fate = faultvfs_begin_effect(disk, true);
    if (fate == 0) return write_remembered(file, buffer, length, offset);
    if (fate == 1 && disk->crash_sectors > 0) {
        int64_t front = (offset / SECTOR_BYTES + disk->crash_sectors) * SECTOR_BYTES - offset;
        (void)write_remembered(file, buffer, front < length ? (int)front : length, offset);
    }
    return SQLITE_IOERR;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
    if (faultvfs_begin_effect(OPENED(file)->disk, false) != 0) return SQLITE_IOERR;
    stored_file *stored = OPENED(file)->stored;
    if (!stored || size >= stored->size) return CALL(file, xTruncate, size);
    effect *e = faultvfs_append(stored, stored->size - size, 0);
    if (!e) return SQLITE_NOMEM;
    e->is_truncation = true;
    e->offset = size;
    e->old_size = stored->size;
    int result = CALL(file, xRead, e->bytes, (int)e->old_length, size);
    if (result == SQLITE_OK) result = CALL(file, xTruncate, size);
    if (result != SQLITE_OK) {
        faultvfs_remove_last(stored);
        return result;
    }
    stored->size = size;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags) {
    (void)flags;
    faultvfs *disk = OPENED(file)->disk;
    if (faultvfs_begin_effect(disk, false) != 0) return SQLITE_IOERR;
    stored_file *stored = OPENED(file)->stored;
    if (disk->failing_syncs > 0 && disk->syncs_before_failing > 0) {
        disk->syncs_before_failing -= 1;
    } else if (disk->failing_syncs > 0) {
        disk->failing_syncs -= 1;
        disk->counters.failed_syncs += 1;
        if (stored) stored->limbo_count = stored->count;
        return SQLITE_IOERR_FSYNC;
    }
    disk->counters.syncs += 1;
    return stored && !disk->lies ? faultvfs_settle(stored) : SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    FAIL_IF_DEAD(file);
    return CALL(file, xFileSize, size);
}

static int file_lock(sqlite3_file *file, int level) {
    FAIL_IF_DEAD(file);
    return CALL(file, xLock, level);
}

static int file_unlock(sqlite3_file *file, int level) { return CALL(file, xUnlock, level); }

static int file_check_reserved_lock(sqlite3_file *file, int *result) {
    FAIL_IF_DEAD(file);
    return CALL(file, xCheckReservedLock, result);
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
    FAIL_IF_DEAD(file);
    switch (operation) {
    // Would change the file's size behind the disk's back.
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE: return SQLITE_OK;
    // Nothing is ever mapped: reads and writes would go past the disk.
    case SQLITE_FCNTL_MMAP_SIZE: *(sqlite3_int64 *)argument = 0; return SQLITE_OK;
    default: return CALL(file, xFileControl, operation, argument);
    }
}

// The same everywhere, whatever file system the real files are on.
static int file_sector_size(sqlite3_file *file) {
    (void)file;
    return 4096;
}

static int file_device_characteristics(sqlite3_file *file) {
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **map) {
    FAIL_IF_DEAD(file);
    return CALL(file, xShmMap, page, size, extend, map);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    if (!(flags & SQLITE_SHM_UNLOCK)) FAIL_IF_DEAD(file);
    return CALL(file, xShmLock, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *file) { CALL(file, xShmBarrier); }

static int file_shm_unmap(sqlite3_file *file, int deletes) {
    return CALL(file, xShmUnmap, OPENED(file)->disk->is_dead ? 0 : deletes);
}

const sqlite3_io_methods faultvfs_io_methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_device_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};
