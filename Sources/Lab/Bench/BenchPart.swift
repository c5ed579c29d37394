/// What `bench` can measure.
package enum BenchPart: String, CaseIterable, Sendable {
    /// Signed runs of many authors into a file, beside plain rows.
    case ingest
    /// Bytes of a check-in, in bulk and live.
    case bytes
    /// How long one check-in takes, alone and in company, beside a plain row.
    case checkin
}
