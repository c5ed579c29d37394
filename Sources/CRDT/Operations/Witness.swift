/// Says how far the author had heard the others: only authors that moved since its last one.
public struct Witness: Hashable, Sendable {
    /// The largest sequence heard, sorted by author, the author itself left out.
    public var heard: [Dot]
    /// The device whose contact was found or lost, if that is why this was written.
    public var contact: Contact?

    /// A peer found or lost.
    public struct Contact: Hashable, Sendable {
        /// The peer's device key.
        public var device: DeviceKey
        /// Found (true) or lost.
        public var found: Bool

        /// Found or lost `device`.
        public init(device: DeviceKey, found: Bool) {
            self.device = device
            self.found = found
        }
    }

    /// Witnesses `heard`.
    public init(heard: [Dot], contact: Contact? = nil) {
        self.heard = heard
        self.contact = contact
    }
}
