/// One fact in a log.
///
/// Its identity is its dot; its order among concurrent facts is its time.
public enum Operation: Hashable, Sendable {
    /// A person is enrolled.
    case enrol(Enrolment)
    /// Enrolments are removed.
    case cancel(Cancellation)
    /// A person went in.
    case enter(Entry)
    /// A person went out.
    case exit(Exit)
    /// Entries or exits are removed.
    case undo(Undo)
    /// A scan was refused.
    case attempt(Attempt)
    /// A register is written.
    case write(RegisterWrite)
    /// A person is known by an identifier.
    case alias(Alias)
    /// Two ids are one person, or are not.
    case relate(Relation)
    /// Aliases or relations are removed.
    case retract(Retraction)
    /// A gate, an operator or a reason gets a number.
    case label(Label)
    /// How far the others had been heard.
    case witness(Witness)
    /// A conflict is decided.
    case resolve(Resolution)
    /// The space's root admits an authority.
    case rootGrant(RootGrant)
    /// A device is admitted.
    case grant(Grant)
    /// A device is expelled.
    case revoke(Revocation)
    /// Operations of an expelled device are kept.
    case adopt(Adoption)
    /// The space's root expels a device.
    case rootRevoke(RootRevocation)
    /// Of a kind from ``Operation/unknownKindMinimum`` up that this version doesn't know.
    case unknown(kind: UInt64, body: [UInt8])

    /// Kinds from here up are length-prefixed, so that an older version stores and forwards them.
    public static let unknownKindMinimum: UInt64 = 64
}
