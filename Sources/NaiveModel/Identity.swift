/// Who is who.
struct Identity {
    /// Every id that any operation speaks of, with the smallest id of the same person.
    var canonicalIDs: [ModelID: ModelID] = [:]
    /// The pairs between which an effective `distinct` stands.
    var distinct: Set<ModelPair> = []

    /// "The canonical id is the smallest of the component".
    func canonical(_ person: ModelID) -> ModelID { canonicalIDs[person] ?? person }

    /// All ids that are the person of whom `canonical` is the canonical id, ascending.
    var members: [ModelID: [ModelID]] {
        Dictionary(grouping: canonicalIDs.keys) { canonical($0) }.mapValues { $0.sorted() }
    }
}
