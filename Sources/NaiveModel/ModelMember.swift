/// A device with its best valid grant.
package struct ModelMember: Hashable, Sendable {
    /// The device.
    package let device: ModelKey
    /// The role of that grant.
    package let role: ModelRole
    /// The grant.
    package let grant: ModelDot
    /// Whether a valid revocation of a rank above speaks of the device, whatever its bounds.
    package let isRevoked: Bool
}
