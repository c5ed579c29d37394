import Sodium
import Testing

@Suite("libsodium as a whole")
struct SodiumTests {
    @Test("it starts, from any number of tasks at once")
    func initialize() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { try Sodium.initialize() } }
            try await group.waitForAll()
        }
        #expect(Sodium.libraryVersion.hasPrefix("1."))
    }

    @Test("random bytes have the length asked for, and differ")
    func randomBytes() throws {
        #expect(try Sodium.randomBytes(0).isEmpty)
        let first = try Sodium.randomBytes(32)
        #expect(first.count == 32)
        #expect(try Sodium.randomBytes(32) != first)
        #expect(throws: SodiumError.self) { _ = try Sodium.randomBytes(-1) }
    }

    @Test("constantTimeEqual agrees with ==")
    func constantTimeEqual() {
        #expect(Sodium.constantTimeEqual([], []))
        #expect(Sodium.constantTimeEqual([1, 2], [1, 2]))
        #expect(!Sodium.constantTimeEqual([1, 2], [1, 3]))
        #expect(!Sodium.constantTimeEqual([1, 2], [1, 2, 3]))
        #expect(!Sodium.constantTimeEqual([1], []))
    }

    @Test("a secret key keeps its bytes, and shows none of them")
    func secretKey() throws {
        let key = SecretKey([0xde, 0xad, 0xbe, 0xef])
        #expect(key.count == 4)
        #expect(key.withUnsafeBytes { Array($0) } == [0xde, 0xad, 0xbe, 0xef])
        #expect("\(key)" == "SecretKey(4 bytes)")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("222") && !dumped.contains("de"))
        #expect(SecretKey([]).withUnsafeBytes { $0.count } == 0)
        let random = try SecretKey.random(count: 32)
        #expect(random.withUnsafeBytes { Array($0) } != [UInt8](repeating: 0, count: 32))
        #expect(throws: SodiumError.self) { _ = try SecretKey.random(count: -1) }
    }
}
