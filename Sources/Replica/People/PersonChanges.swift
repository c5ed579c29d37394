internal import CRDT

/// What has to be written so that a person id says what it should: nothing that is so already.
struct PersonChanges {
    var enrols = false
    /// Whether name, notes or contact differ.
    var writesProfile = false
    var writesCategory = false
    /// Sorted by kind.
    var newAliases: [(kind: Alias.Kind, tag: Tag128)] = []
    /// Aliases that are no longer so, sorted.
    var outdated: [Dot] = []
    /// What the person should be known by.
    var data: PersonData
    /// The commitment to a contact sheet that is not here, and that the source doesn't speak of.
    private(set) var keptContact: [UInt8]?
    /// The profile register's displayed value now.
    private(set) var heldProfile: [UInt8]?
    private(set) var profileOverwrites: [Dot] = []
    private(set) var categoryOverwrites: [Dot] = []

    /// A person of whom nothing is known yet.
    init(new data: PersonData, tagKey: TagKey) {
        self.data = data
        enrols = true
        writesProfile = true
        writesCategory = data.category != nil
        newAliases = Self.sorted(data.tags(tagKey))
    }

    /// The difference between what is held and what a source says.
    ///
    /// - Parameters:
    ///   - fields: the fields that the source speaks of; it knows nothing of the others.
    ///   - enrols: whether a person who was never enrolled is to be.
    init(
        from state: PersonState, to source: PersonData, fields: Set<AttendeeField>,
        tagKey: TagKey, enrols: Bool
    ) {
        var fields = fields
        if state.missingContact != nil, source.contactFields.isEmpty {
            // A file exported where the contact wasn't known has nothing to say of it.
            fields.subtract(Self.contactFields)
        }
        data = state.data.replacing(fields, from: source)
        self.enrols = enrols && !state.wasEnrolled
        let speaksOfContact = !fields.isDisjoint(with: Self.contactFields)
        if !speaksOfContact { keptContact = state.missingContact }
        // Without the sheet nobody can tell whether it says the same: then the source is believed.
        writesProfile =
            state.profile.winner == nil || !state.hasProfileSheet
            || (speaksOfContact && state.missingContact != nil)
            || data.profileFields != state.data.profileFields
            || data.contactFields != state.data.contactFields
        writesCategory = data.category != state.data.category
        heldProfile = state.profile.winner?.value
        profileOverwrites = Self.named(state.profile)
        categoryOverwrites = Self.named(state.category)
        compareAliases(state, fields: fields, tagKey: tagKey)
    }

    /// Whether all is as it should be.
    var isEmpty: Bool {
        !enrols && !writesProfile && !writesCategory && newAliases.isEmpty && outdated.isEmpty
    }

    private static let contactFields: Set<AttendeeField> = [.email, .cpf, .phone, .ticket, .id]

    private mutating func compareAliases(
        _ state: PersonState, fields: Set<AttendeeField>, tagKey: TagKey
    ) {
        let spoken = Alias.Kind.allCases.filter { fields.contains(Self.field(of: $0)) }
        let wanted = data.tags(tagKey).filter { spoken.contains($0.key) }
        newAliases = Self.sorted(wanted).filter { alias in
            !state.aliases.contains { $0.kind == alias.kind && $0.tag == alias.tag }
        }
        outdated = state.aliases.filter { spoken.contains($0.kind) && wanted[$0.kind] != $0.tag }
            .map(\.dot).sorted()
    }

    private static func sorted(_ tags: [Alias.Kind: Tag128]) -> [(kind: Alias.Kind, tag: Tag128)] {
        Alias.Kind.allCases.compactMap { kind in tags[kind].map { (kind, $0) } }
    }

    private static func named(_ cell: RegisterCell) -> [Dot] {
        Array(cell.antichain.map(\.dot).sorted().prefix(Limits.namedDotsMaximum))
    }

    private static func field(of kind: Alias.Kind) -> AttendeeField {
        switch kind {
        case .cpf: .cpf
        case .email: .email
        case .ticket: .ticket
        }
    }
}
