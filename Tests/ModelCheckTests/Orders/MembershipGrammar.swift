import CRDT

/// All small histories in which ranks admit, expel and take back.
///
/// The authority's coordinator admits an organiser, who admits a station, which enrols somebody and
/// lets them in. On top come a few more operations of any of the four, in every combination:
/// revocations with every bound, adoptions of every range, grants by whoever is expelled meanwhile,
/// and what the station does with the one and the other grant.
struct MembershipGrammar {
    private(set) var histories: [History] = []
    private var seen: Set<[String]> = []

    /// The devices by number.
    private enum Who {
        static let authority = 0
        static let coordinator = 1
        static let organiser = 2
        static let station = 3
    }

    static let person = PersonID(high: 1, low: 1)
    static let passage = Passage(checkpoint: CheckpointID(high: 2, low: 1))

    /// The histories with up to so many operations on top.
    init(extras: Int, cast: Cast) {
        extend(Self.base(cast), [], extras)
    }

    static func cast() -> Cast {
        Cast(inMemory: [.coordinator, .organiser, .station], granted: 1)
    }

    /// What every history begins with: items 0 to 3.
    static func base(_ cast: Cast) -> History {
        var history = History(cast)
        let organiser = history.append(Who.coordinator, grant(Who.organiser, .organiser, cast))
        let station = history.append(
            Who.organiser, grant(Who.station, .station, cast),
            credential: history.dot(organiser))
        let credential = history.dot(station)
        let enrolment = history.append(
            Who.station, .enrol(Enrolment(person: person)), credential: credential)
        history.append(
            Who.station,
            .enter(Entry(person: .enrolment(history.dot(enrolment)), passage: passage)),
            credential: credential)
        return history
    }

    private static func grant(_ device: Int, _ role: Role, _ cast: Cast) -> Operation {
        let member = cast.members[device]
        return .grant(Grant(device: member.device, role: role, name: member.name))
    }

    private mutating func extend(_ history: History, _ names: [String], _ extras: Int) {
        // What commutes is one history.
        guard seen.insert(names.sorted()).inserted else { return }
        histories.append(history)
        guard extras > 0 else { return }
        for (device, operation, credential, name) in Self.choices(history) {
            var longer = history
            let index = longer.append(device, operation, credential: credential)
            let place = "\(device).\(longer.items[index].delta.ordinal) \(name)"
            extend(longer, names + [place], extras - 1)
        }
    }

    private typealias Choice = (device: Int, Operation, credential: Dot, name: String)

    private static func choices(_ history: History) -> [Choice] {
        let cast = history.cast
        let organiser = history.dot(0)
        let issuers: [(device: Int, credential: Dot, subjects: [Int])] = [
            (Who.authority, cast.members[0].credential, [Who.coordinator, Who.organiser]),
            (Who.coordinator, cast.members[1].credential, [Who.organiser, Who.station]),
            (Who.organiser, organiser, [Who.station]),
        ]
        var choices: [Choice] = []
        for issuer in issuers {
            for subject in issuer.subjects {
                for (operation, name) in words(about: subject, history) {
                    choices.append((issuer.device, operation, issuer.credential, name))
                }
            }
            guard issuer.device != Who.authority else { continue }
            choices.append(
                (issuer.device, grant(Who.station, .station, cast), issuer.credential, "grant"))
        }
        return choices + stationChoices(history)
    }

    /// Revocations and adoptions of a device, with every bound and range of its log.
    private static func words(
        about subject: Int, _ history: History
    ) -> [(Operation, name: String)] {
        let log = history.items.indices.filter { history.items[$0].device == subject }
        let device = history.cast.members[subject].device
        var words: [(Operation, name: String)] = [
            (.revoke(Revocation(device: device, bounds: [])), "revoke \(subject)")
        ]
        for (count, last) in log.enumerated() {
            let position = history.position(last)
            words.append(
                (
                    .revoke(Revocation(device: device, bounds: [position])),
                    "revoke \(subject) beyond \(count)"
                ))
            for first in log.prefix(count + 1) {
                let ordinal = history.items[first].delta.ordinal
                words.append(
                    (
                        .adopt(Adoption(firstOrdinal: ordinal, last: position)),
                        "adopt \(subject) \(ordinal) to \(count)"
                    ))
            }
        }
        return words
    }

    /// What the station may do next, under each grant of it that there is.
    private static func stationChoices(_ history: History) -> [Choice] {
        let grants = history.items.indices.filter { index in
            guard case .grant(let grant) = history.items[index].operation else { return false }
            return grant.device == history.cast.members[Who.station].device
        }
        return grants.flatMap { grant -> [Choice] in
            let credential = history.dot(grant)
            let name = "under \(history.items[grant].device) \(credential.sequence)"
            return [
                (
                    Who.station, .undo(Undo(removes: [history.dot(3)])), credential,
                    "undo \(name)"
                ),
                (
                    Who.station,
                    .cancel(
                        Cancellation(person: .person(person), removes: [history.dot(2)])),
                    credential, "cancel \(name)"
                ),
            ]
        }
    }
}
