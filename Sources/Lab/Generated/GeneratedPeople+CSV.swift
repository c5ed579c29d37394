import Replica

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension GeneratedPeople {
    /// Bytes gathered before a write to the file.
    private static let bufferBytes = 256 * 1024

    /// The whole table in memory, for small numbers.
    package var csvBytes: [UInt8] {
        var writer = CSVWriter(formulas: .verbatim)
        writer.write(GeneratedPerson.columns)
        for person in self {
            writer.write(person.fields)
        }
        return writer.bytes
    }

    /// Writes the table to a file, replacing it; memory doesn't depend on the number of people.
    ///
    /// Telephone numbers stay as they are, without a guard against formulas: it is input.
    package func writeCSV(path: String) throws(GeneratedFileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw GeneratedFileError(path: path, code: errno)
        }
        do throws(GeneratedFileError) {
            try writeRows(descriptor, path: path)
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else {
            throw GeneratedFileError(path: path, code: errno)
        }
    }

    private func writeRows(_ descriptor: Int32, path: String) throws(GeneratedFileError) {
        var writer = CSVWriter(formulas: .verbatim)
        writer.write(GeneratedPerson.columns)
        for index in indices {
            writer.write(self[index].fields)
            if writer.bytes.count >= Self.bufferBytes {
                try Self.writeAll(writer.take(), descriptor, path: path)
            }
        }
        try Self.writeAll(writer.take(), descriptor, path: path)
    }

    private static func writeAll(
        _ bytes: [UInt8], _ descriptor: Int32, path: String
    ) throws(GeneratedFileError) {
        var written = 0
        while written < bytes.count {
            var failure: Int32 = 0
            let count = bytes[written...].withUnsafeBytes { rest in
                let count = write(descriptor, rest.baseAddress, rest.count)
                failure = errno
                return count
            }
            if count >= 0 {
                written += count
            } else if failure != EINTR {
                throw GeneratedFileError(path: path, code: failure)
            }
        }
    }
}
