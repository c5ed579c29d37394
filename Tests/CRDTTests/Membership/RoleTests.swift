import CRDT
import Testing

@Suite struct RoleTests {
    @Test func wordsComeBack() {
        for role in Role.allCases { #expect(Role(word: role.word) == role) }
        #expect(Role(word: "Station") == nil && Role(word: "") == nil)
    }

    @Test func onlyOrganisersAndAboveSetTheEventAndRelatePeople() {
        let setting = Operation.write(RegisterWrite(key: .init(.space, .policy), value: [1]))
        let about = Operation.write(
            RegisterWrite(key: .init(.person(.person(.sample(1))), .category), value: [1]))
        let relation = Operation.relate(Relation(.same, .sample(1), .sample(2)))
        #expect(
            Role.allCases.filter { $0.permits(setting) } == [.authority, .coordinator, .organiser])
        #expect(
            Role.allCases.filter { $0.permits(relation) } == [.authority, .coordinator, .organiser])
        #expect(Role.allCases.filter { !$0.permits(about) } == [.observer])
    }

    @Test func everybodyWitnessesAndLabels() {
        for role in Role.allCases {
            #expect(role.permits(.witness(Witness(heard: []))))
            #expect(role.permits(.label(Label(.gate("a")))))
            #expect(!role.permits(.unknown(kind: 64, body: [])))
        }
    }

    @Test func grantsReachStrictlyLowerRanks() {
        for role in Role.allCases {
            for other in Role.allCases {
                let grant = Operation.grant(Grant(device: .sample(1), role: other, name: "n"))
                #expect(role.permits(grant) == (role.rank > other.rank))
            }
        }
    }
}
