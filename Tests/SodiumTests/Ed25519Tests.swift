import Sodium
import Testing

/// One of the vectors of RFC 8032, section 7.1.
struct SignatureVector: CustomTestStringConvertible {
    let testDescription: String
    let seed: [UInt8]
    let publicKey: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]

    init(_ name: String, seed: String, publicKey: String, message: String, signature: String) {
        testDescription = name
        self.seed = hex(seed)
        self.publicKey = hex(publicKey)
        self.message = hex(message)
        self.signature = hex(signature)
    }

    static let all = [
        SignatureVector(
            "TEST 1",
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        SignatureVector(
            "TEST 2",
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        SignatureVector(
            "TEST 3",
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]
}

@Suite("Ed25519")
struct Ed25519Tests {
    @Test("the vectors of RFC 8032", arguments: SignatureVector.all)
    func vectors(vector: SignatureVector) throws {
        let pair = try Ed25519.KeyPair(seed: vector.seed)
        #expect(pair.publicKey == vector.publicKey)
        #expect(pair.withSeed { Array($0) } == vector.seed)
        #expect(pair.sign(vector.message) == vector.signature)
        let fromSpan = pair.sign(vector.message.span)
        #expect(fromSpan == vector.signature)
        #expect(
            Ed25519.verify(
                signature: vector.signature, message: vector.message, publicKey: vector.publicKey))
        let accepted = Ed25519.verify(
            signature: vector.signature.span, message: vector.message.span,
            publicKey: vector.publicKey.span)
        #expect(accepted)
        #expect(Ed25519.isValidPublicKey(vector.publicKey))
    }

    @Test("any changed bit of signature, message or key is refused")
    func changes() throws {
        let vector = SignatureVector.all[2]
        for bit in 0..<512 {
            var signature = vector.signature
            signature[bit / 8] ^= 1 << (bit % 8)
            #expect(
                !Ed25519.verify(
                    signature: signature, message: vector.message, publicKey: vector.publicKey))
        }
        for bit in 0..<256 {
            var publicKey = vector.publicKey
            publicKey[bit / 8] ^= 1 << (bit % 8)
            #expect(
                !Ed25519.verify(
                    signature: vector.signature, message: vector.message, publicKey: publicKey))
        }
        #expect(
            !Ed25519.verify(
                signature: vector.signature, message: [0xaf], publicKey: vector.publicKey))
    }

    @Test("wrong lengths are false, not read beyond")
    func lengths() throws {
        let vector = SignatureVector.all[1]
        for count in [0, 1, 63, 65] {
            let signature = Array((vector.signature + [0]).prefix(count))
            #expect(
                !Ed25519.verify(
                    signature: signature, message: vector.message, publicKey: vector.publicKey))
        }
        for count in [0, 31, 33] {
            let publicKey = Array((vector.publicKey + [0]).prefix(count))
            #expect(
                !Ed25519.verify(
                    signature: vector.signature, message: vector.message, publicKey: publicKey))
            #expect(!Ed25519.isValidPublicKey(publicKey))
        }
        for count in [0, 31, 33, 64] {
            #expect(throws: SodiumError.wrongLength(what: "Ed25519 seed", count: count)) {
                _ = try Ed25519.KeyPair(seed: [UInt8](repeating: 1, count: count))
            }
        }
    }

    @Test("S plus the group's order is refused: no second signature from a first")
    func malleated() throws {
        let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        for vector in SignatureVector.all {
            var signature = vector.signature
            var carry = 0
            for position in 0..<32 {
                let sum = Int(signature[32 + position]) + Int(order[position]) + carry
                signature[32 + position] = UInt8(sum & 0xff)
                carry = sum >> 8
            }
            try #require(carry == 0)
            #expect(
                !Ed25519.verify(
                    signature: signature, message: vector.message, publicKey: vector.publicKey))
        }
    }

    /// Every encoding of a point of small order, the ones that aren't canonical included.
    static let smallOrder: [[UInt8]] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ].map(hex)

    // With the neutral element as key, R = B and S = 1 satisfy the equation for every message; with a
    // key of order 2, 4 or 8 for one message in as many. So many messages are tried.
    @Test("a key of small order verifies nothing", arguments: smallOrder)
    func smallOrderKeys(publicKey: [UInt8]) {
        let basePoint = [0x58] + [UInt8](repeating: 0x66, count: 31)
        let signature = basePoint + [1] + [UInt8](repeating: 0, count: 31)
        #expect(publicKey.count == 32)
        #expect(!Ed25519.isValidPublicKey(publicKey))
        for message in 0..<64 as Range<UInt8> {
            #expect(
                !Ed25519.verify(signature: signature, message: [message], publicKey: publicKey))
        }
    }

    @Test("an R of small order verifies nothing", arguments: smallOrder)
    func smallOrderR(point: [UInt8]) {
        let signature = point + [UInt8](repeating: 0, count: 32)
        for publicKey in Self.smallOrder + SignatureVector.all.map(\.publicKey) {
            #expect(!Ed25519.verify(signature: signature, message: [], publicKey: publicKey))
        }
    }

    @Test("a key beyond the field or off the curve is no key")
    func invalidKeys() {
        // y = p + 3 encodes y = 3 a second time; y = 2 lies on no point of the curve.
        let beyond = [0xf0] + [UInt8](repeating: 0xff, count: 30) + [0x7f]
        let offCurve = [2] + [UInt8](repeating: 0, count: 31)
        #expect(!Ed25519.isValidPublicKey(beyond))
        #expect(!Ed25519.isValidPublicKey(offCurve))
        let vector = SignatureVector.all[0]
        for publicKey in [beyond, offCurve] {
            #expect(
                !Ed25519.verify(
                    signature: vector.signature, message: vector.message, publicKey: publicKey))
        }
    }

    @Test("a random pair signs, and others' keys don't verify it")
    func randomPair() throws {
        let first = try Ed25519.KeyPair.random()
        let second = try Ed25519.KeyPair.random()
        #expect(first.publicKey != second.publicKey)
        let message = [UInt8](repeating: 3, count: 100_000)
        let signature = first.sign(message)
        #expect(
            Ed25519.verify(signature: signature, message: message, publicKey: first.publicKey))
        #expect(
            !Ed25519.verify(signature: signature, message: message, publicKey: second.publicKey))
        let again = try Ed25519.KeyPair(seed: first.withSeed { SecretKey(Array($0)) })
        #expect(again.publicKey == first.publicKey)
    }
}
