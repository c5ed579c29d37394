public import CRDT

/// Who is at the other end of a link, as it says itself.
public struct PeerIdentity: Hashable, Sendable {
    /// The device's key.
    public var device: DeviceKey
    /// 16 random bytes of the running process: two copies of one device folder differ in it.
    public var instance: Tag128
    /// The replica's name.
    public var name: String

    /// An identity.
    public init(device: DeviceKey, instance: Tag128, name: String) {
        self.device = device
        self.instance = instance
        self.name = name
    }
}
