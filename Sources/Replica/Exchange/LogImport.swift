internal import CRDT
internal import Foundation
internal import SQLite
internal import Sodium

/// Reads the file that ``LogExport`` writes, from its first byte to its last.
///
/// The whole file is checked before anything of it is taken: that it is of this space, that its hash
/// is right and that its exporter signed that. What is in it is then as little trusted as what a
/// peer sends.
struct LogImport {
    let space: SpaceID
    let path: String
    /// Where in the file the export begins.
    var offset: UInt64 = 0
    let isAuthentic: SignatureCheck

    /// One record of the file.
    struct Record {
        let kind: LogExport.Record
        let payload: [UInt8]
    }

    private static let headerCount = 8 + 32
    private static let recordHeadCount = 5
    /// The largest payload: a branch's id and a run.
    private static let payloadBytesMaximum = Limits.runBytesMaximum + 32
    private static let endCount = 32 + 32 + 64

    /// Reads the key that the space is named after, without more.
    static func rootKey(path: String, offset: UInt64) throws -> DeviceKey? {
        let handle = try open(path, offset)
        defer { try? handle.close() }
        let header = try handle.read(upToCount: headerCount) ?? Data()
        guard header.count == headerCount, Array(header.prefix(8)) == LogExport.magic else {
            return nil
        }
        return DeviceKey(bytes: Array(header.dropFirst(8)))
    }

    private static func open(_ path: String, _ offset: UInt64) throws -> FileHandle {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ReplicaError(.notFound, "There is no file \(path) that can be read.")
        }
        try handle.seek(toOffset: offset)
        return handle
    }

    /// Reads every record in order.
    ///
    /// - Returns: the device that exported the file, of which nothing more is known than its key.
    @discardableResult
    func forEach(_ body: (Record) throws -> Void) throws -> DeviceKey {
        let handle = try Self.open(path, offset)
        defer { try? handle.close() }
        let header = try take(Self.headerCount, from: handle)
        guard Array(header.prefix(5)) == Array(LogExport.magic.prefix(5)) else {
            throw ReplicaError(
                .foreign,
                "\(path) is no exported log. Make one with: export log --format binary --out FILE")
        }
        guard Array(header.prefix(8)) == LogExport.magic else {
            throw ReplicaError(
                .newer, "\(path) was exported by a newer release. Install that release to read it.")
        }
        guard let rootKey = DeviceKey(bytes: Array(header.dropFirst(8))),
            LogHash.space(rootKey: rootKey) == space
        else {
            throw ReplicaError(
                .invalid,
                "\(path) is the log of another event. Choose its space with --space, or its folder "
                    + "with --data.")
        }
        var hash = try BLAKE2b.State(outputCount: 32)
        hash.update(header)
        while true {
            let head = try take(Self.recordHeadCount, from: handle)
            let count = head.dropFirst().reduce(0) { $0 << 8 | Int($1) }
            guard let kind = LogExport.Record(rawValue: head[0]),
                count <= Self.payloadBytesMaximum
            else { throw damaged }
            let payload = try take(count, from: handle)
            if kind == .end {
                let exporter = try check(payload, hash.finalise())
                guard try handle.read(upToCount: 1)?.isEmpty ?? true else { throw damaged }
                return exporter
            }
            hash.update(head)
            hash.update(payload)
            try body(Record(kind: kind, payload: payload))
        }
    }

    private func check(_ end: [UInt8], _ digest: [UInt8]) throws -> DeviceKey {
        guard end.count == Self.endCount, let exporter = DeviceKey(bytes: Array(end[..<32])) else {
            throw damaged
        }
        let message = Array("nexstage/export/1".utf8) + space.bytes + digest
        guard Array(end[32..<64]) == digest,
            isAuthentic(Array(end[64...]), message, exporter.bytes)
        else { throw damaged }
        return exporter
    }

    private func take(_ count: Int, from handle: FileHandle) throws -> [UInt8] {
        guard count > 0 else { return [] }
        guard let data = try handle.read(upToCount: count), data.count == count else {
            throw damaged
        }
        return [UInt8](data)
    }

    private var damaged: ReplicaError {
        ReplicaError(
            .damaged,
            "\(path) is damaged or was cut off: nothing of it was taken. Export it again.")
    }
}

extension ForkProof {
    /// Reads a proof as an export holds it.
    init(exported bytes: [UInt8]) throws(CodecError) {
        var reader = ByteReader(bytes)
        let author: AuthorID = try reader.identifier()
        let device: DeviceKey = try reader.identifier()
        let nonce: Tag128 = try reader.identifier()
        let ordinal = try Self.number(&reader)
        let first = try Self.head(&reader)
        let second = try Self.head(&reader)
        try reader.finish()
        self.init(
            author: author, introduction: Delta.Introduction(device: device, nonce: nonce),
            ordinal: ordinal, first, second)
    }

    private static func head(_ reader: inout ByteReader) throws(CodecError) -> SignedHead {
        let sequence = try number(&reader)
        let hash: Hash256 = try reader.identifier()
        return SignedHead(
            sequence: sequence, hash: hash, signature: Array(try reader.raw(64)))
    }

    private static func number(_ reader: inout ByteReader) throws(CodecError) -> UInt64 {
        try reader.raw(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
