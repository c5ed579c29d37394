import CRDT

/// A JSON value whose fields keep their order, so that a file of vectors has one form.
enum VectorJSON {
    case null
    case flag(Bool)
    case number(Int64)
    case text(String)
    case list([VectorJSON])
    case object([(String, VectorJSON)])

    /// Shows an identifier, key or hash as it shows itself.
    static func id(_ value: some CustomStringConvertible) -> VectorJSON {
        .text(value.description)
    }

    /// Shows an integer; those of a log fit.
    static func count(_ value: UInt64) -> VectorJSON { .number(Int64(clamping: value)) }

    /// Shows bytes in hexadecimal digits.
    static func bytes(_ value: [UInt8]) -> VectorJSON { .text(value.hex) }

    /// The whole file: elements of lists and objects on lines of their own, two levels deep.
    var file: String { rendered(depth: 0, openDepth: 3) + "\n" }

    private func rendered(depth: Int, openDepth: Int) -> String {
        switch self {
        case .null: "null"
        case .flag(let value): value ? "true" : "false"
        case .number(let value): String(value)
        case .text(let value): Self.quoted(value)
        case .list(let values):
            Self.joined(
                values.map { $0.rendered(depth: depth + 1, openDepth: openDepth) },
                between: ("[", "]"), depth: depth, isOpen: depth < openDepth)
        case .object(let fields):
            Self.joined(
                fields.map {
                    Self.quoted($0) + ": " + $1.rendered(depth: depth + 1, openDepth: openDepth)
                },
                between: ("{", "}"), depth: depth, isOpen: depth < openDepth)
        }
    }

    private static func joined(
        _ parts: [String], between marks: (String, String), depth: Int, isOpen: Bool
    ) -> String {
        guard isOpen, !parts.isEmpty else {
            return marks.0 + parts.joined(separator: ", ") + marks.1
        }
        let indent = String(repeating: " ", count: depth + 1)
        let end = String(repeating: " ", count: depth)
        return marks.0 + "\n" + parts.map { indent + $0 }.joined(separator: ",\n") + "\n" + end
            + marks.1
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{0}"..<"\u{20}":
                result += "\\u00" + [UInt8(truncatingIfNeeded: scalar.value)].hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
