/// The membership operations that are valid, each with the rank that speaks through it.
struct Membership {
    /// What a valid grant gives to whom, by its place among the operations held.
    var grants: [Int: Grant] = [:]
    var revocations: [Revocation] = []
    var adoptions: [Adoption] = []

    struct Grant {
        let device: ModelKey
        let role: ModelRole
    }

    struct Revocation {
        let rank: Int
        let device: ModelKey
        let bounds: [ModelPosition?]
    }

    struct Adoption {
        let rank: Int
        let firstOrdinal: UInt64
        let last: ModelPosition
    }
}
