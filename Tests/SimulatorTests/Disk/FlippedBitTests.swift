import Replica
import SQLite
import Simulator
import Testing

/// A bit that flips on the disk is found: by `verify`, or as the file is opened.
@Suite struct FlippedBitTests {
    /// A station whose file has everything, and its log nothing.
    private func station() throws -> DiskStation {
        let station = try DiskStation()
        for _ in 0..<12 { try station.checkIn() }
        // Whoever opens the file first moves the log into it.
        #expect(try station.open().verify().problems == [])
        station.close()
        return station
    }

    private func database(of station: DiskStation) throws -> Database {
        var configuration = Configuration()
        configuration.vfsName = station.disk.vfsName
        return try Database(
            path: station.databasePath, mode: .readOnly, configuration: configuration)
    }

    /// What the tables say that `verify` speaks for; nil if one can't be read.
    ///
    /// Those that are kept for this folder alone, and could be lost, are not among them.
    private func contents(of station: DiskStation) -> [String]? {
        do {
            let database = try database(of: station)
            var tables: [String] = []
            try database.prepare(
                """
                SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'local%'
                AND name NOT IN ('blob', 'want', 'name_token') ORDER BY name
                """
            ).forEach { row in tables.append(try row.text(0)) }
            return try tables.map { table in
                let columns = try database.text(
                    "SELECT group_concat('quote(' || name || ')', ' || '',''|| ') "
                        + "FROM pragma_table_info(?)", .text(table))
                return try database.text(
                    "SELECT group_concat(\(columns ?? "")) FROM \(table) NOT INDEXED") ?? ""
            }
        } catch {
            return nil
        }
    }

    /// What is said about the file; nil if nothing is.
    private func complaint(about station: DiskStation) -> String? {
        do {
            let report = try station.open().verify()
            return report.problems.first
                ?? (report.spoiltSignatures > 0 ? "A signature is spoilt." : nil)
        } catch {
            return "\(error)"
        }
    }

    /// Not every bit of a file is in use; one that changes what a table says must be noticed.
    @Test func itIsFound() throws {
        let station = try station()
        let before = try #require(contents(of: station))
        var changes = 0
        for bit in stride(from: 8 * 100, to: 8 * station.disk.usedBytes, by: 4_001) {
            guard station.disk.flipBit(bit, ofFile: station.databasePath) else { break }
            if contents(of: station) != before {
                changes += 1
                #expect(complaint(about: station) != nil, "bit \(bit)")
                station.close()
            }
            station.disk.flipBit(bit, ofFile: station.databasePath)
        }
        #expect(changes > 10)
        #expect(contents(of: station) == before)
        #expect(complaint(about: station) == nil)
    }

    /// The header of the file, too: there it is said in words that the file is damaged.
    @Test func aDamagedHeaderIsSaidInWords() throws {
        let station = try station()
        station.disk.flipBit(3, ofFile: station.databasePath)
        let error = #expect(throws: ReplicaError.self) { try station.open() }
        #expect(error?.code == .damaged)
    }
}
