// What happened to a file since it was synced, and what a power cut leaves of it.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

effect *faultvfs_append(stored_file *file, int64_t old_length, int64_t length) {
    if (file->count == file->capacity) {
        size_t capacity = file->capacity ? file->capacity * 2 : 64;
        effect *effects = realloc(file->effects, capacity * sizeof *effects);
        if (!effects) return NULL;
        file->effects = effects;
        file->capacity = capacity;
    }
    effect *e = &file->effects[file->count];
    memset(e, 0, sizeof *e);
    e->bytes = malloc((size_t)(old_length + length) + 1);
    if (!e->bytes) return NULL;
    e->old_length = old_length;
    e->length = length;
    file->count += 1;
    return e;
}

void faultvfs_remove_last(stored_file *file) { free(file->effects[--file->count].bytes); }

void faultvfs_forget(stored_file *file) {
    while (file->count > 0) faultvfs_remove_last(file);
    file->limbo_count = 0;
}

/// Adds to `rest` the part of a write in limbo from `start` to `end`, its size made durable: where the
/// file didn't reach before, a hole is left.
static bool keep_part(stored_file *rest, const effect *e, int64_t start, int64_t end) {
    if (start >= end) return true;
    int64_t length = end - start;
    effect *part = faultvfs_append(rest, length, length);
    if (!part) return false;
    part->offset = start;
    part->old_size = -1;
    int64_t at = start - e->offset;
    int64_t known = e->old_length - at;
    if (known < 0) known = 0;
    if (known > length) known = length;
    memset(part->bytes, 0, (size_t)length);
    memcpy(part->bytes, e->bytes + at, (size_t)known);
    memcpy(part->bytes + length, faultvfs_new_bytes(e) + at, (size_t)length);
    return true;
}

/// Adds to `rest` what later effects leave of the write number `index`, in limbo, from `start` to
/// `end`; `next` is the first effect still to be looked at.
static bool keep_uncovered(
    const stored_file *file, stored_file *rest, size_t index, size_t next, int64_t start,
    int64_t end
) {
    for (; next < file->count && start < end; next++) {
        const effect *later = &file->effects[next];
        if (later->is_truncation) {
            if (later->offset < end) end = later->offset;
            continue;
        }
        // Another write in limbo may be lost alike, so it covers nothing.
        if (next < file->limbo_count) continue;
        int64_t later_end = later->offset + later->length;
        if (later_end <= start || later->offset >= end) continue;
        if (!keep_uncovered(file, rest, index, next + 1, start, later->offset)) return false;
        start = later_end;
    }
    return keep_part(rest, &file->effects[index], start, end);
}

int faultvfs_settle(stored_file *file) {
    if (file->limbo_count == 0) {
        faultvfs_forget(file);
        return SQLITE_OK;
    }
    stored_file rest = {0};
    for (size_t index = 0; index < file->limbo_count; index++) {
        const effect *e = &file->effects[index];
        // The sync has made the size durable, and with it what a truncation did.
        if (e->is_truncation) continue;
        if (!keep_uncovered(file, &rest, index, index + 1, e->offset, e->offset + e->length)) {
            faultvfs_forget(&rest);
            free(rest.effects);
            return SQLITE_NOMEM;
        }
    }
    faultvfs_forget(file);
    free(file->effects);
    file->effects = rest.effects;
    file->count = file->limbo_count = rest.count;
    file->capacity = rest.capacity;
    return SQLITE_OK;
}

static bool write_all(int file, const uint8_t *bytes, int64_t length, int64_t offset) {
    while (length > 0) {
        ssize_t written = pwrite(file, bytes, (size_t)length, offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        offset += written;
        length -= written;
    }
    return true;
}

static bool undo(int file, const effect *e) {
    if (!write_all(file, e->bytes, e->old_length, e->offset)) return false;
    return e->old_size < 0 || ftruncate(file, e->old_size) == 0;
}

/// Does an effect again, a write only up to a boundary of sectors if it is torn.
static bool redo(int file, const effect *e, uint64_t draw) {
    if (e->is_truncation) return ftruncate(file, e->offset) == 0;
    int64_t length = e->length;
    bool is_torn = draw % 4 == 3;
    if (is_torn) {
        int64_t first = e->offset / SECTOR_BYTES;
        int64_t sectors = (e->offset + length + SECTOR_BYTES - 1) / SECTOR_BYTES - first;
        if (sectors > 0) {
            int64_t kept = (int64_t)((draw >> 2) % (uint64_t)sectors);
            int64_t end = (first + kept) * SECTOR_BYTES;
            length = end > e->offset ? end - e->offset : 0;
        }
    }
    return write_all(file, faultvfs_new_bytes(e), length, e->offset);
}

bool faultvfs_cut_file(stored_file *stored, uint64_t *random, faultvfs_cut cut) {
    if (stored->count == 0) return true;
    int file = open(stored->path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
        // Somebody deleted it behind the disk's back: there is nothing to take back.
        bool is_gone = errno == ENOENT;
        faultvfs_forget(stored);
        stored->size = 0;
        return is_gone;
    }
    bool is_done = true;
    for (size_t index = stored->count; index-- > 0;) {
        is_done = undo(file, &stored->effects[index]) && is_done;
    }
    for (size_t index = 0; cut == FAULTVFS_CUT_DRAWN && index < stored->count; index++) {
        // Of four: two are kept, one is lost, one is torn.
        uint64_t draw = faultvfs_next_random(random);
        if (draw % 4 == 2) continue;
        is_done = redo(file, &stored->effects[index], draw) && is_done;
    }
    stored->size = lseek(file, 0, SEEK_END);
    close(file);
    faultvfs_forget(stored);
    return is_done;
}
