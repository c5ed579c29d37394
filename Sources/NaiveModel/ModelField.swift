/// The register fields that mean something here; any other number is only compared.
package enum ModelField {
    /// Whether a person is to be kept out: one byte, 0 or 1.
    package static let blocked: UInt8 = 8
}
