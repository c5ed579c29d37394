/// Writes one register; the writes that it names are overwritten, all others stay beside it.
public struct RegisterWrite: Hashable, Sendable {
    /// Which register.
    public var key: RegisterKey
    /// The new value: canonical bytes whose meaning the field defines.
    public var value: [UInt8]
    /// The writes of the same register that the author had seen, sorted.
    public var overwrites: [Dot]

    /// Writes `value` to `key` over `overwrites`.
    public init(key: RegisterKey, value: [UInt8], overwrites: [Dot] = []) {
        self.key = key
        self.value = value
        self.overwrites = overwrites
    }
}

/// Names a register: a field of an entity.
public struct RegisterKey: Hashable, Sendable {
    /// What the field belongs to.
    public var entity: Entity
    /// Which field.
    public var field: Field

    /// What a register may belong to.
    public enum Entity: Hashable, Sendable {
        /// The event edition as a whole.
        case space
        /// One scope of admission.
        case checkpoint(CheckpointID)
        /// One person.
        case person(PersonReference)
    }

    /// The fields there are; numbers are part of the format.
    public enum Field: UInt8, Hashable, Sendable, CaseIterable {
        /// UTF-8 text: the name of a space or checkpoint.
        case name = 0
        /// UTF-8 text: when the event or the activity starts, RFC 3339; of another checkpoint its
        /// opening hours, lines of two such times with a slash between.
        case starts = 1
        /// UTF-8 text: when the event ends, RFC 3339.
        case ends = 2
        /// UTF-8 text: the IANA time zone.
        case timezone = 3
        /// A varint: how many people may be inside.
        case capacity = 4
        /// One byte, ``AdmissionPolicy``; of a checkpoint it goes before that of the space.
        case policy = 5
        /// A ``Hash256``, or two: commitments to a person's profile and contact blobs.
        case profile = 6
        /// UTF-8 text: a person's category; those that a checkpoint lets in, one a line; of the
        /// space an ``IsolationPolicy``.
        case category = 7
        /// One byte: 0 free, 1 blocked.
        case blocked = 8
    }

    /// Names `field` of `entity`.
    public init(_ entity: Entity, _ field: Field) {
        self.entity = entity
        self.field = field
    }
}
