// The disk as its owner sees it: made, told what to do wrong, cut from power.

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

uint64_t faultvfs_next_random(uint64_t *state) {
    uint64_t word = (*state += 0x9E3779B97F4A7C15u);
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

int faultvfs_begin_effect(faultvfs *disk, bool is_write) {
    if (disk->is_dead) return SQLITE_IOERR;
    disk->counters.effects += 1;
    bool crashes = disk->crash_at_effect > 0 && --disk->crash_at_effect == 0;
    if (is_write && disk->crash_at_write > 0 && --disk->crash_at_write == 0) crashes = true;
    if (crashes) disk->is_dead = true;
    return crashes ? 1 : 0;
}

stored_file *faultvfs_known_file(const faultvfs *disk, const char *path) {
    for (stored_file *file = disk->files; file; file = file->next) {
        if (strcmp(file->path, path) == 0) return file;
    }
    return NULL;
}

stored_file *faultvfs_file(faultvfs *disk, const char *path) {
    stored_file *known = faultvfs_known_file(disk, path);
    if (known) return known;
    stored_file *file = calloc(1, sizeof *file);
    if (!file) return NULL;
    file->path = strdup(path);
    if (!file->path) {
        free(file);
        return NULL;
    }
    stored_file **last = &disk->files;
    while (*last) last = &(*last)->next;
    *last = file;
    return file;
}

bool faultvfs_destroy(faultvfs *disk) {
    if (disk->open_files > 0) return false;
    sqlite3_vfs_unregister(&disk->vfs);
    while (disk->files) {
        stored_file *file = disk->files;
        disk->files = file->next;
        faultvfs_forget(file);
        free(file->effects);
        free(file->path);
        free(file);
    }
    free((char *)disk->vfs.zName);
    free(disk);
    return true;
}

int64_t faultvfs_open_files(const faultvfs *disk) { return disk->open_files; }

faultvfs_counters faultvfs_count(const faultvfs *disk) { return disk->counters; }

static int64_t unsynced_writes(const stored_file *file) {
    int64_t sum = 0;
    for (size_t index = file->limbo_count; index < file->count; index++) {
        if (!file->effects[index].is_truncation) sum += 1;
    }
    return sum;
}

int64_t faultvfs_unsynced_wal_writes(const faultvfs *disk) {
    int64_t sum = 0;
    for (const stored_file *file = disk->files; file; file = file->next) {
        if (file->is_wal) sum += unsynced_writes(file);
    }
    return sum;
}

int64_t faultvfs_unsynced_writes(const faultvfs *disk) {
    int64_t sum = 0;
    for (const stored_file *file = disk->files; file; file = file->next) {
        sum += unsynced_writes(file);
    }
    return sum;
}

int64_t faultvfs_limbo_writes(const faultvfs *disk) {
    int64_t sum = 0;
    for (const stored_file *file = disk->files; file; file = file->next) {
        sum += (int64_t)file->limbo_count;
    }
    return sum;
}

void faultvfs_crash_at_write(faultvfs *disk, int64_t n, int64_t sectors) {
    disk->crash_at_write = n;
    disk->crash_sectors = sectors;
}

void faultvfs_crash_at_effect(faultvfs *disk, int64_t n) { disk->crash_at_effect = n; }

void faultvfs_crash(faultvfs *disk) { disk->is_dead = true; }

bool faultvfs_is_dead(const faultvfs *disk) { return disk->is_dead; }

static void revive(faultvfs *disk) {
    disk->is_dead = false;
    disk->crash_at_write = 0;
    disk->crash_at_effect = 0;
    disk->crash_sectors = 0;
}

static void delete_shared_memory(const stored_file *file) {
    size_t length = strlen(file->path);
    char *path = malloc(length + sizeof "-shm");
    if (!path) return;
    memcpy(path, file->path, length);
    memcpy(path + length, "-shm", sizeof "-shm");
    unlink(path);
    free(path);
}

bool faultvfs_power_cut(faultvfs *disk, uint64_t seed, faultvfs_cut cut) {
    if (disk->open_files > 0) return false;
    bool is_done = true;
    uint64_t random = seed;
    for (stored_file *file = disk->files; file; file = file->next) {
        if (!faultvfs_cut_file(file, &random, cut)) is_done = false;
        if (file->is_database) delete_shared_memory(file);
    }
    revive(disk);
    return is_done;
}

bool faultvfs_process_kill(faultvfs *disk) {
    if (disk->open_files > 0) return false;
    revive(disk);
    return true;
}

void faultvfs_fail_syncs(faultvfs *disk, int64_t n, int64_t after) {
    disk->failing_syncs = n;
    disk->syncs_before_failing = after;
}

void faultvfs_fail_reads(faultvfs *disk, int64_t n) { disk->failing_reads = n; }

void faultvfs_lie(faultvfs *disk, bool lies) { disk->lies = lies; }

void faultvfs_set_capacity(faultvfs *disk, int64_t bytes) { disk->capacity = bytes; }

int64_t faultvfs_used_bytes(const faultvfs *disk) {
    int64_t sum = 0;
    for (const stored_file *file = disk->files; file; file = file->next) sum += file->size;
    return sum;
}

bool faultvfs_flip_bit(const char *path, int64_t bit) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    uint8_t byte = 0;
    bool is_done = bit >= 0 && pread(file, &byte, 1, bit / 8) == 1;
    byte ^= (uint8_t)(1u << (bit % 8));
    is_done = is_done && pwrite(file, &byte, 1, bit / 8) == 1;
    close(file);
    return is_done;
}

void faultvfs_set_time(faultvfs *disk, int64_t unix_milliseconds) {
    disk->unix_milliseconds = unix_milliseconds;
}
