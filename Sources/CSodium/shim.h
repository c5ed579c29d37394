#ifndef NEXSTAGE_CSODIUM_SHIM_H
#define NEXSTAGE_CSODIUM_SHIM_H

#include <sodium.h>
#include <stddef.h>

// Swift's empty buffers have no address, and sodium.h declares most pointers as never null. These take
// untyped pointers; their callers have checked the lengths.

/// BLAKE2b in one call.
static inline int csodium_blake2b(
    void *output, size_t output_count, const void *bytes, size_t count, const void *key, size_t key_count) {
    return crypto_generichash_blake2b(
        (unsigned char *)output, output_count, (const unsigned char *)bytes, count,
        (const unsigned char *)key, key_count);
}

/// BLAKE2b without a key over two parts, one after the other, with the state on the stack.
///
/// The state must lie on 64 bytes, which Swift cannot promise for its own storage.
static inline int csodium_blake2b_two(
    void *output, size_t output_count,
    const void *first, size_t first_count,
    const void *second, size_t second_count) {
    crypto_generichash_blake2b_state state;
    if (crypto_generichash_blake2b_init(&state, NULL, 0, output_count) != 0) return -1;
    if (first_count > 0) crypto_generichash_blake2b_update(&state, (const unsigned char *)first, first_count);
    if (second_count > 0) crypto_generichash_blake2b_update(&state, (const unsigned char *)second, second_count);
    return crypto_generichash_blake2b_final(&state, (unsigned char *)output, output_count);
}

/// The bytes that a state of `crypto_generichash_blake2b` takes, and how it must be aligned.
static inline size_t csodium_blake2b_state_count(void) { return sizeof(crypto_generichash_blake2b_state); }
static inline size_t csodium_blake2b_state_alignment(void) { return 64; }

/// The streaming functions over untyped memory: Swift allocates the state aligned, as bytes.
static inline int csodium_blake2b_init(void *state, const void *key, size_t key_count, size_t output_count) {
    return crypto_generichash_blake2b_init(
        (crypto_generichash_blake2b_state *)state, (const unsigned char *)key, key_count, output_count);
}
static inline int csodium_blake2b_update(void *state, const void *bytes, size_t count) {
    if (count == 0) return 0;
    return crypto_generichash_blake2b_update((crypto_generichash_blake2b_state *)state, (const unsigned char *)bytes, count);
}
static inline int csodium_blake2b_final(void *state, void *output, size_t output_count) {
    return crypto_generichash_blake2b_final((crypto_generichash_blake2b_state *)state, (unsigned char *)output, output_count);
}

/// Ed25519: the pair that follows from a seed, a signature, and its check.
static inline int csodium_sign_seed_keypair(void *public_key, void *secret_key, const void *seed) {
    return crypto_sign_seed_keypair(
        (unsigned char *)public_key, (unsigned char *)secret_key, (const unsigned char *)seed);
}
static inline int csodium_sign(void *signature, const void *message, size_t count, const void *secret_key) {
    return crypto_sign_detached(
        (unsigned char *)signature, NULL, (const unsigned char *)message, count,
        (const unsigned char *)secret_key);
}
static inline int csodium_verify(
    const void *signature, const void *message, size_t count, const void *public_key) {
    return crypto_sign_verify_detached(
        (const unsigned char *)signature, (const unsigned char *)message, count,
        (const unsigned char *)public_key);
}

/// The secret box: messages may be empty, keys and nonces have their fixed lengths.
static inline int csodium_box_seal(
    void *sealed, const void *message, size_t count, const void *nonce, const void *key) {
    return crypto_secretbox_easy(
        (unsigned char *)sealed, (const unsigned char *)message, count,
        (const unsigned char *)nonce, (const unsigned char *)key);
}
static inline int csodium_box_open(
    void *message, const void *sealed, size_t count, const void *nonce, const void *key) {
    return crypto_secretbox_open_easy(
        (unsigned char *)message, (const unsigned char *)sealed, count,
        (const unsigned char *)nonce, (const unsigned char *)key);
}

#endif
