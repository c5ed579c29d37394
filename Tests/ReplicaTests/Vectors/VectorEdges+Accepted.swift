extension VectorEdges {
    /// Deltas that just pass.
    static var accepted: [Edge] {
        [
            delta("plain") { _ in },
            delta("the first delta") {
                ($0.flags, $0.ordinal, $0.firstSequence) = ("01", "01", "01")
                $0.introduction = key + one
                $0.credential = "00 00"
                $0.operations = "01 0a 01 00 00"
            },
            operation("an operation of its own future", "0a 01 00 01"),
            delta("the latest time") { $0.milliseconds = "ffffffffffff1f" },
            delta("the largest counter") { $0.counter = "ffff03" },
            delta("the largest wall offset") { $0.wallOffset = largest },
            delta("the smallest wall offset") { $0.wallOffset = "ffffffffffffff0f" },
            delta("the largest operator") { $0.operatorLabel = largest },
            delta("the last sequence") {
                $0.firstSequence = "ffffffffffffff0f"
                $0.ordinal = $0.firstSequence
            },
            operation("an unknown kind without a body", "40 00"),
            operation("the largest unknown kind", largest + "01 07"),
            operation("the longest text", "0b 00 c801" + many("41", 200)),
            operation("a text with a zero", "0b 00 03 410042"),
            operation("texts are not normalised", "0b 00 03 65cc81"),
            operation("a checkpoint that equals the author", "04 00 \(one) 00 00"),
            delta("a policy is named before the operations") {
                $0.table = "02 \(one) \(two)"
                $0.credential = "01 05"
                $0.policy = "01 02 06"
                $0.operations = "01 0a 03 01 09 02 01 00 02"
            },
            operation("256 dots", "0a" + dots(256), table: [one]),
            operation("an empty register value", "07 00 00 00 00"),
            operation("no bounds", "10 \(key) 00"),
        ]
    }

    /// Deltas that just pass, too long to be committed.
    static var acceptedLarge: [Edge] {
        [
            operation("the longest unknown body", "40 808001" + many("05", 16384)),
            delta("the longest delta") {
                let body = "40 808001" + many("05", 16384)
                $0.operations = "04" + many(body, 3) + "40 e47f" + many("05", 16356)
            },
        ]
    }
}
