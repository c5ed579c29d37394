/// Writes a table row by row, in either format, and hands it on in chunks of bounded size.
struct TableWriter {
    /// How many bytes gather before they are handed on.
    static let chunkBytes = 64 * 1024

    /// One value of a row.
    enum Cell: Hashable {
        /// Text; nil is an empty field in CSV and `null` in JSON.
        case text(String?)
        /// `yes` or `no` in CSV, which people read.
        case flag(Bool)
    }

    private let format: ExportFormat
    private let columns: [String]
    private let sink: ([UInt8]) throws -> Void
    private var csv = CSVWriter()
    private var json: [UInt8] = []
    private var isFirst = true

    /// Begins a table: the header, or the array.
    init(
        _ format: ExportFormat, columns: [String], to sink: @escaping ([UInt8]) throws -> Void
    ) {
        self.format = format
        self.columns = columns
        self.sink = sink
        switch format {
        case .csv: csv.write(columns)
        case .json: json.append(UInt8(ascii: "["))
        }
    }

    /// Adds a row with a cell for each column.
    mutating func write(_ cells: [Cell]) throws {
        switch format {
        case .csv:
            csv.write(cells.map(Self.field))
            if csv.bytes.count >= Self.chunkBytes { try sink(csv.take()) }
        case .json:
            writeObject(cells)
            guard json.count >= Self.chunkBytes else { break }
            try sink(json)
            json.removeAll(keepingCapacity: true)
        }
        isFirst = false
    }

    /// Ends the table and hands on what is left.
    mutating func finish() throws {
        switch format {
        case .csv: try sink(csv.take())
        case .json:
            json.append(contentsOf: (isFirst ? "]\n" : "\n]\n").utf8)
            try sink(json)
            json.removeAll()
        }
    }

    private mutating func writeObject(_ cells: [Cell]) {
        json.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
        var separator = UInt8(ascii: "{")
        for (column, cell) in zip(columns, cells) {
            json.append(separator)
            separator = UInt8(ascii: ",")
            JSONText.append(column, to: &json)
            json.append(UInt8(ascii: ":"))
            switch cell {
            case .text(let text?): JSONText.append(text, to: &json)
            case .text(nil): json.append(contentsOf: "null".utf8)
            case .flag(let isSet): json.append(contentsOf: (isSet ? "true" : "false").utf8)
            }
        }
        json.append(UInt8(ascii: "}"))
    }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): text ?? ""
        case .flag(let isSet): isSet ? "yes" : "no"
        }
    }
}
