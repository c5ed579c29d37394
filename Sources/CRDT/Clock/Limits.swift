/// The bounds on everything that a log may hold; beyond one, a delta is refused, never trimmed.
public enum Limits {
    /// The largest integer that any encoding carries: 2⁵³, so that JSON readers keep it exact.
    public static let integerMaximum: UInt64 = 1 << 53
    /// Operations in one delta.
    public static let deltaOperationsMaximum = 4096
    /// Bytes of one delta's canonical form.
    public static let deltaBytesMaximum = 64 * 1024
    /// Dots that one operation may name.
    public static let namedDotsMaximum = 256
    /// Bytes of a register's value.
    public static let registerValueBytesMaximum = 1024
    /// Bytes of a label's, device's or space's text.
    public static let textBytesMaximum = 200
    /// Bytes of an operation of a kind that this version doesn't know.
    public static let unknownOperationBytesMaximum = 16 * 1024
    /// Logs that one revocation may bound, and authors that one witness may name.
    public static let listEntriesMaximum = 4096
    /// Deltas in one run.
    public static let runDeltasMaximum = 65_536
    /// Bytes of an encoded run.
    public static let runBytesMaximum = 1 << 20
    /// Bytes of a blob.
    public static let blobBytesMaximum = 16 * 1024
}
