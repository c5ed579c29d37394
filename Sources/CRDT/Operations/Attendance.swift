/// Where a person was judged and by which means: what an entry, an exit and an attempt share.
public struct Passage: Hashable, Sendable {
    /// The scope of admission.
    public var checkpoint: CheckpointID
    /// The author's gate label (its ordinal among the author's ``Label``s of that kind); 0 = the
    /// replica's own name.
    public var gate: UInt64
    /// How the person was recognised.
    public var method: Method
    /// Why the verdict was what it was.
    public var reason: ReasonCode
    /// How much the replica could know.
    public var confidence: Confidence
    /// The author's reason label given by a supervisor; 0 = none.
    public var note: UInt64

    /// How a person was recognised.
    public enum Method: UInt8, Hashable, Sendable, CaseIterable {
        /// A ticket's code was read.
        case scan = 0
        /// Somebody looked the person up.
        case manual = 1
        /// Registered at the door.
        case walkIn = 2
    }

    /// What a verdict rests on.
    public enum Confidence: UInt8, Hashable, Sendable, CaseIterable {
        /// Every known peer was in contact.
        case confirmed = 0
        /// No known peer was in contact.
        case isolated = 1
        /// Some were, some were not.
        case stale = 2
    }

    /// Creates a passage; the defaults are those of a plain scan.
    public init(
        checkpoint: CheckpointID, gate: UInt64 = 0, method: Method = .scan,
        reason: ReasonCode = .ok, confidence: Confidence = .confirmed, note: UInt64 = 0
    ) {
        self.checkpoint = checkpoint
        self.gate = gate
        self.method = method
        self.reason = reason
        self.confidence = confidence
        self.note = note
    }
}

/// Adds an entry to the attendance set: the person went in.
public struct Entry: Hashable, Sendable {
    /// Who went in.
    public var person: PersonReference
    /// Where and how.
    public var passage: Passage
    /// The live operations of the same person and checkpoint that the author had seen, sorted.
    ///
    /// Open entries and last exits; normally none.
    public var observed: [Dot]

    /// An entry of `person` at `passage`, having seen `observed`.
    public init(person: PersonReference, passage: Passage, observed: [Dot] = []) {
        self.person = person
        self.passage = passage
        self.observed = observed
    }
}

/// Adds an exit to the attendance set: it closes exactly the entries that it names.
public struct Exit: Hashable, Sendable {
    /// Who went out.
    public var person: PersonReference
    /// Where and how.
    public var passage: Passage
    /// The open entries that the author knew, sorted; none makes an orphan.
    public var closes: [Dot]

    /// An exit of `person` at `passage`, closing `closes`.
    public init(person: PersonReference, passage: Passage, closes: [Dot] = []) {
        self.person = person
        self.passage = passage
        self.closes = closes
    }
}

/// Removes exactly the entries and exits that it names; a concurrent scan survives.
public struct Undo: Hashable, Sendable {
    /// The operations removed, sorted, at least one.
    public var removes: [Dot]
    /// The author's reason label; 0 = none.
    public var note: UInt64

    /// Removes the named operations.
    public init(removes: [Dot], note: UInt64 = 0) {
        self.removes = removes
        self.note = note
    }
}

/// Records a refused scan: no effect on the sets, kept and counted apart.
public struct Attempt: Hashable, Sendable {
    /// Whom the scan was about.
    public var subject: Subject
    /// Where, how, and the reason of the refusal.
    public var passage: Passage
    /// The operations that the refusal rests on, sorted (the first admission, a cancellation).
    public var names: [Dot]

    /// What a refused scan was about.
    public enum Subject: Hashable, Sendable {
        /// A person who was found.
        case person(PersonReference)
        /// A code that nobody here has, as its keyed hash.
        case code(Tag128)
    }

    /// Records that `subject` was refused at `passage` because of `names`.
    public init(subject: Subject, passage: Passage, names: [Dot] = []) {
        self.subject = subject
        self.passage = passage
        self.names = names
    }
}
