internal import CRDT
import Randomness

/// Check-ins of many authors, signed and packed in the transactions that a link would bring.
struct IngestInput {
    /// Runs, in the groups that one call applies.
    let transactions: [[[UInt8]]]
    /// The operations in each group.
    let operations: [Int]
    /// The logs, for measuring the stages one by one.
    let authors: [BenchAuthor]

    /// What one transaction of the sync engine takes: `GossipLimits.applyBatchBytesMaximum`.
    static let transactionBytesMaximum = 256 * 1024
    /// Between two guests at one gate, milliseconds.
    private static let guestMilliseconds: ClosedRange<Int> = 1_000...5_000

    var total: Int { operations.reduce(0, +) }
    var bytes: Int { transactions.joined().reduce(0) { $0 + $1.count } }

    /// Every device of the hall admits the same number of people, in deltas of one size.
    init(_ hall: BenchHall, operationsPerAuthor: Int, deltaOperations: Int, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var people = Array(hall.enrolments.indices)
        generator.shuffle(&people)
        var authors: [BenchAuthor] = []
        for device in hall.devices {
            var author = try BenchAuthor(
                keys: device.keys, nonce: Tag128(high: generator.next(), low: generator.next()),
                space: hall.space)
            var time = HybridTimestamp(milliseconds: BenchHall.start + 3_600_000)
            var left = operationsPerAuthor
            while left > 0 {
                let count = min(left, deltaOperations)
                let guests = people.suffix(count)
                people.removeLast(count)
                try author.append(
                    guests.map { Self.entry(of: hall.enrolments[$0], hall) }, time: time,
                    credential: device.grant)
                left -= count
                time = HybridTimestamp(
                    milliseconds: time.milliseconds
                        + UInt64(count * generator.within(Self.guestMilliseconds)))
            }
            authors.append(author)
        }
        self.authors = authors
        (transactions, operations) = try Self.grouped(authors)
    }

    private static func entry(of enrolment: Dot, _ hall: BenchHall) -> Operation {
        .enter(Entry(person: .enrolment(enrolment), passage: Passage(checkpoint: hall.entrance)))
    }

    private static func grouped(_ authors: [BenchAuthor]) throws -> ([[[UInt8]]], [Int]) {
        var transactions: [[[UInt8]]] = []
        var operations: [Int] = []
        var bytes = transactionBytesMaximum
        for author in authors {
            for run in try author.packed(.served, maximumBytes: transactionBytesMaximum / 2) {
                if bytes + run.count > transactionBytesMaximum {
                    transactions.append([])
                    operations.append(0)
                    bytes = 0
                }
                let last = transactions.endIndex - 1
                transactions[last].append(run)
                operations[last] += try operationCount(run, of: author)
                bytes += run.count
            }
        }
        return (transactions, operations)
    }

    private static func operationCount(_ run: [UInt8], of author: BenchAuthor) throws -> Int {
        let head = try RunCodec.head(of: run)
        return author.deltas.reduce(0) { sum, signed in
            (head.firstOrdinal...head.lastOrdinal).contains(signed.delta.ordinal)
                ? sum + signed.delta.operations.count : sum
        }
    }
}

extension SeededGenerator {
    /// A number of a range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }
}
