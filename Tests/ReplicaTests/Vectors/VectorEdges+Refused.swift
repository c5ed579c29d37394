extension VectorEdges {
    /// Deltas that are refused for what stands around their operations.
    static var refusedHeads: [Edge] {
        [
            Edge("empty", ""),
            delta("version 0") { $0.version = "00" },
            delta("version 2") { $0.version = "02" },
            delta("flags 2") { $0.flags = "02" },
            delta("ordinal 0") { $0.ordinal = "00" },
            delta("an over-long varint") { $0.ordinal = "8200" },
            delta("an over-long zero") { $0.counter = "8000" },
            delta("a varint above 2^53") { $0.operatorLabel = tooLarge },
            delta("a varint of nine bytes") { $0.operatorLabel = many("80", 8) + "01" },
            delta("an introduction at ordinal 2") {
                ($0.flags, $0.introduction) = ("01", key + one)
            },
            delta("no introduction at ordinal 1") {
                ($0.ordinal, $0.firstSequence) = ("01", "01")
            },
            delta("the first delta with sequence 2") {
                ($0.flags, $0.ordinal, $0.introduction) = ("01", "01", key + one)
            },
            delta("a sequence below the ordinal") { $0.firstSequence = "01" },
            delta("a time too late") { $0.milliseconds = "80808080808020" },
            delta("a counter too large") { $0.counter = "808004" },
            delta("a wall offset too large") { $0.wallOffset = tooLarge },
            delta("an id that nothing names") { $0.table = "01" + one },
            delta("an id twice") {
                $0.table = "02 \(one) \(one)"
                $0.operations = "01 0a 02 01 01 02 02"
            },
            delta("the author's id in the table") {
                $0.table = "01" + own
                $0.operations = "01 0a 01 01 01"
            },
            delta("ids out of turn") {
                $0.table = "02 \(one) \(two)"
                $0.credential = "02 01"
                $0.operations = "01 0a 01 01 01"
            },
            delta("a place beyond the table") { $0.credential = "01 01" },
            delta("more ids than bytes") { $0.table = "c801" },
            delta("a credential before the log") { $0.credential = "00 04" },
            delta("a policy flag 2") { $0.policy = "02" },
            delta("no operations") { $0.operations = "00" },
            delta("fewer operations than said") { $0.operations = "02 0a 01 00 02" },
            delta("a byte too many") { $0.rest = "00" },
            delta("a byte too few") { $0.operations = "01 0a 01 00" },
            delta("a sequence beyond 2^53") {
                ($0.firstSequence, $0.ordinal) = (largest, largest)
            },
        ]
    }

    /// Deltas that are refused for an operation.
    static var refusedOperations: [Edge] {
        refusedKindsAndDots + refusedPassages + refusedFields
    }

    private static var refusedKindsAndDots: [Edge] {
        [
            operation("kind 0", "00"), operation("kind 19", "13 00"),
            operation("kind 63", "3f 00"), operation("an over-long kind", "8a00 01 00 02"),
            operation("no dots where one must be", "0a 00"),
            operation("dots out of order", "0a 02 01 02 01 01", table: [one]),
            operation("authors out of order", "0a 02 01 01 02 01", table: [two, one]),
            operation("a dot twice", "0a 02 01 02 01 02", table: [one]),
            operation("sequence 0", "0a 01 01 00", table: [one]),
            operation("an own sequence 0", "0a 01 00 04"),
            operation("257 dots", "0a" + dots(257), table: [one]),
            operation("a person of form 2", "02 02 \(one) 00"),
            operation("a subject of form 3", "06 03 \(one) 00 00"),
        ]
    }

    private static var refusedPassages: [Edge] {
        [
            operation("method 3", "04 00 \(one) 03 00"),
            operation("confidence 3", "04 00 \(one) 0c 00"),
            operation("gate 0", "04 00 \(one) 10 00 00"),
            operation("reason 0", "04 00 \(one) 20 00 00"),
            operation("reason 13", "04 00 \(one) 20 00 0d"),
            operation("note 0", "04 00 \(one) 40 00 00"),
            operation("dots announced, none there", "04 00 \(one) 80 00 00"),
        ]
    }

    private static var refusedFields: [Edge] {
        [
            operation("entity 3", "07 03 00 00 00"), operation("field 9", "07 00 09 00 00"),
            operation("a register value too long", "07 00 00 8108 \(many("01", 1025)) 00"),
            operation("alias kind 3", "08 00 \(one) 03 \(two)"),
            operation("relation 2", "09 02 \(one) \(two)"),
            operation("a relation with itself", "09 00 \(one) \(one)"),
            operation("a relation out of order", "09 00 \(two) \(one)"),
            operation("label 3", "0b 03 \(key)"), operation("an empty text", "0b 00 00"),
            operation("a text too long", "0b 00 c901" + many("41", 201)),
            operation("a surrogate in a text", "0b 00 03 eda080"),
            operation("an over-long character", "0b 00 02 c080"),
            operation("half a character", "0b 00 01 c3"),
            operation("contact 3", "0c 03 \(key) 00"),
            operation("an author witnessed twice", "0c 00 02 01 01 01 02", table: [one]),
            operation("decision 3", "0d 03 00 01 00 02"),
            operation("conflict class 13", "0d 00 0d 01 00 02"),
            operation("role 5", "0f \(key) 05 01 41"),
            operation(
                "bounds out of order", "10 \(key) 02 01 01 \(key) 02 01 \(key)",
                table: [two, one]),
            operation("a bound twice", "10 \(key) 02 01 01 \(key) 01 02 \(key)", table: [one]),
        ]
    }

    /// A run of ordinal 2 on, without a base, with an empty dictionary.
    private static func run(
        _ name: String, _ deltas: String, version: String = "01", flags: String = "00",
        ordinal: String = "02", sequence: String = "02", dictionary: String = "00",
        count: String = "01"
    ) -> Edge {
        Edge(name, version + flags + own + ordinal + sequence + dictionary + count + deltas)
    }

    /// A packed delta: flags, time, no ids, context, one operation that retracts the one before.
    private static let packed = "14 02 00 00 00 00 02 00 0a 01 00 02"
    /// One more behind it, of another credential, with the table inherited.
    private static let second = "1c 02 00 00 00 02 00 0a 01 00 02"

    /// Runs that are refused, with an empty dictionary.
    static var refusedRuns: [Edge] {
        [
            run("version 0", packed, version: "00"), run("version 2", packed, version: "02"),
            run("head flags 2", packed, flags: "02"),
            run("ordinal 0", packed, ordinal: "00"),
            run("a sequence below the ordinal", packed, ordinal: "03"),
            run("another dictionary", packed, dictionary: "01"),
            run("no deltas", "", count: "00"), run("a delta too many", packed + second),
            run("a delta too few", packed, count: "02"),
            run("an unknown flag", "34 02 00 00 00 00 02 00 0a 01 00 02"),
            run("a context from nowhere", "16 02 00 0a 01 00 02"),
            run("a table from nowhere", "1c 02 00 00 00 02 00 0a 01 00 02"),
            run("a counter 0 that is written", "04 02 00 00 00 00 00 02 00 0a 01 00 02"),
            run("a count 1 that is written", "10 02 00 00 00 00 02 00 01 0a 01 00 02"),
            run("a table that could be inherited", packed + packed, count: "02"),
            run(
                "a context that could be inherited", packed + "1c 02 00 00 00 04 00 0a 01 00 02",
                count: "02"),
            run("a time before 1970", "14 01 00 00 00 00 02 00 0a 01 00 02"),
            run(
                "an id that the dictionary has",
                "14 02 01 00 \(one) 00 00 00 02 00 0a 01 01 01"
                    + "14 02 01 01 \(one) 00 00 00 04 00 0a 01 01 01", count: "02"),
            run(
                "a place beyond the dictionary",
                "14 02 01 01 \(one) 00 00 00 02 00 0a 01 01 01"),
            run("an id that nothing names", "14 02 01 00 \(one) 00 00 00 02 00 0a 01 00 02"),
            run("a signature too short", "15 02 00 00 00 00 02 00 0a 01 00 02 \(key)"),
            run("no introduction", packed, ordinal: "01", sequence: "01"),
            run("a sequence beyond 2^53", packed, sequence: largest),
        ]
    }

    /// Deltas that are refused for their length.
    static var refusedLarge: [Edge] {
        [
            operation("an unknown body too long", "40 818001" + many("05", 16385)),
            delta("too many bytes") {
                let body = "40 808001" + many("05", 16384)
                $0.operations = "04" + many(body, 3) + "40 e57f" + many("05", 16357)
            },
        ]
    }
}
