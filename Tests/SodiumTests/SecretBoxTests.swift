import Sodium
import Testing

@Suite("Secret boxes")
struct SecretBoxTests {
    /// The vector of NaCl's own tests (`tests/secretbox.c`).
    private let key = SecretKey(
        hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389"))
    private let nonce = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37")
    private let message = hex(
        "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
            + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
            + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
            + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
            + "5e0705")
    private let sealed = hex(
        "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
            + "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
            + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
            + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
            + "7973f622a43d14a6599b1f654cb45a74e355a5")

    @Test("NaCl's vector, both ways")
    func vector() throws {
        #expect(try SecretBox.seal(message, nonce: nonce, key: key) == sealed)
        #expect(try SecretBox.open(sealed, nonce: nonce, key: key) == message)
    }

    @Test("messages of every size come back", arguments: [0, 1, 31, 32, 33, 70_000])
    func sizes(count: Int) throws {
        let message = [UInt8](repeating: 5, count: count)
        let sealed = try SecretBox.seal(message, nonce: nonce, key: key)
        #expect(sealed.count == count + SecretBox.overheadCount)
        #expect(try SecretBox.open(sealed, nonce: nonce, key: key) == message)
    }

    @Test("a change anywhere, another key or another nonce is forged")
    func forged() throws {
        for position in sealed.indices {
            var changed = sealed
            changed[position] ^= 1
            #expect(throws: SodiumError.forged) {
                _ = try SecretBox.open(changed, nonce: nonce, key: key)
            }
        }
        for count in [0, 1, 15, 16, sealed.count - 1] {
            #expect(throws: SodiumError.forged) {
                _ = try SecretBox.open(Array(sealed.prefix(count)), nonce: nonce, key: key)
            }
        }
        let otherKey = try SecretKey.random(count: SecretBox.keyCount)
        #expect(throws: SodiumError.forged) {
            _ = try SecretBox.open(sealed, nonce: nonce, key: otherKey)
        }
        let otherNonce = [UInt8](repeating: 0, count: SecretBox.nonceCount)
        #expect(throws: SodiumError.forged) {
            _ = try SecretBox.open(sealed, nonce: otherNonce, key: key)
        }
    }

    @Test("keys and nonces of another length are refused")
    func lengths() throws {
        #expect(throws: SodiumError.wrongLength(what: "secret box nonce", count: 23)) {
            _ = try SecretBox.seal([1], nonce: Array(nonce.dropLast()), key: key)
        }
        #expect(throws: SodiumError.wrongLength(what: "secret box key", count: 31)) {
            _ = try SecretBox.open(
                sealed, nonce: nonce, key: SecretKey([UInt8](repeating: 1, count: 31)))
        }
    }
}
