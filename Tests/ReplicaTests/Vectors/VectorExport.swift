import CRDT
import Sodium
import Testing

/// Writes the vectors' export file: `docs/log-format.md`, section 6.
struct VectorExport {
    private(set) var bytes: [UInt8]

    init(recoveryKey: [UInt8]) {
        bytes = Array("NXLOG".utf8) + [0, 0, 1] + recoveryKey
    }

    mutating func record(_ kind: UInt8, _ payload: [UInt8]) {
        bytes.append(kind)
        bytes += VectorHashing.bigEndian(UInt64(payload.count)).suffix(4)
        bytes += payload
    }

    mutating func proof(_ proof: ForkProof) {
        let heads = [proof.first, proof.second].flatMap {
            VectorHashing.bigEndian($0.sequence) + $0.hash.bytes + $0.signature
        }
        record(
            3,
            proof.author.bytes + proof.introduction.device.bytes
                + proof.introduction.nonce.bytes + VectorHashing.bigEndian(proof.ordinal) + heads)
    }

    mutating func end(by exporter: VectorDevice, space: SpaceID) throws {
        let hash = try VectorHashing.long(bytes)
        let message = Array("nexstage/export/1".utf8) + space.bytes + hash.bytes
        record(255, exporter.key.bytes + hash.bytes + exporter.keys.sign(message))
    }
}
