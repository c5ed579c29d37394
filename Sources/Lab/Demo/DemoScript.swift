import Randomness

/// Who does what where: computed from the guests, the number of replicas and a seed alone.
///
/// The numbers that the demo checks at the end come from here, not from what the replicas say.
package struct DemoScript {
    /// Before the cut: tickets shown at each replica.
    package private(set) var before: [[DemoGuest]]
    /// Shown a second time at another gate that has heard of them: refused.
    package private(set) var refused: [[DemoGuest]]
    /// While the network is cut, for each replica, all at once.
    package private(set) var alone: [[DemoStep]]
    /// Then, still cut off, and after all of the former.
    package private(set) var later: [[DemoStep]]
    /// Pairs that must be told as `double_admission`.
    package private(set) var doubleAdmissions = 0
    /// People inside whose enrolment was cancelled.
    package private(set) var cancelledButPresent = 0
    /// People with at least one effective entry in the end.
    package private(set) var admitted = 0
    /// People of the list, and walk-ins.
    package private(set) var people: Int

    private var rest: ArraySlice<DemoGuest>
    private let replicas: Int

    /// - Parameter replicas: the office (0) and the gates, two at least.
    package init(guests: [DemoGuest], replicas: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var shuffled = guests
        generator.shuffle(&shuffled)
        rest = shuffled[...]
        people = guests.count
        self.replicas = replicas
        before = Array(repeating: [], count: replicas)
        refused = before
        alone = Array(repeating: [], count: replicas)
        later = alone
        whileConnected()
        whileAlone()
    }

    // MARK: - Parts

    /// A hundredth of the guests, within bounds.
    private func share(_ hundredths: Int, _ range: ClosedRange<Int>) -> Int {
        min(max(people * hundredths / 100, range.lowerBound), range.upperBound)
    }

    private mutating func take(_ count: Int) -> [DemoGuest] {
        let taken = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return taken
    }

    private mutating func whileConnected() {
        for (index, guest) in take(share(10, 4...2_000)).enumerated() {
            before[index % replicas].append(guest)
        }
        admitted += before.reduce(0) { $0 + $1.count }
        for replica in 0..<replicas {
            refused[(replica + 1) % replicas] = Array(before[replica].prefix(2))
        }
    }

    private mutating func whileAlone() {
        var scans: [[DemoGuest]] = Array(repeating: [], count: replicas)
        let doubles = doubles(&scans)
        let undone = undone(&scans)
        let moving = moving(&scans)
        cancellations(&scans)
        for (index, guest) in take(share(60, 10...20_000)).enumerated() {
            scans[index % replicas].append(guest)
            admitted += 1
        }
        for replica in 0..<replicas {
            var steps = [DemoStep.enter(scans[replica])]
            // Shown twice at one gate: it knows.
            steps.append(
                .enter(Array(doubles[replica].prefix(1)), wanted: "already_in"))
            steps.append(.leave(moving[replica]))
            steps += undone[replica].map { .undo($0) }
            // At one gate only: at two, it would be a double admission as well.
            if replica == 1, let guest = before[0].first { steps.append(.override(guest)) }
            steps.append(.walkIn(name: Self.walkInNames[replica % 16], cpf: nil))
            admitted += 1
            people += 1
            alone[replica] += steps.filter { $0 != .enter([]) && $0 != .leave([]) }
        }
        walkInTwice()
    }

    /// The same ticket at two gates that can't hear each other, once at three.
    private mutating func doubles(_ scans: inout [[DemoGuest]]) -> [[DemoGuest]] {
        var shown: [[DemoGuest]] = Array(repeating: [], count: replicas)
        for (index, guest) in take(share(1, 2...20)).enumerated() {
            let gates = index == 0 ? min(3, replicas) : 2
            for offset in 0..<gates {
                let replica = (index + offset) % replicas
                scans[replica].append(guest)
                shown[replica].append(guest)
            }
            admitted += 1
            doubleAdmissions += 1
        }
        return shown
    }

    /// Entries that are taken back: some for good, one that another gate has made as well.
    private mutating func undone(_ scans: inout [[DemoGuest]]) -> [[DemoGuest]] {
        var undone: [[DemoGuest]] = Array(repeating: [], count: replicas)
        for (index, guest) in take(share(1, 1...6)).enumerated() {
            scans[index % replicas].append(guest)
            undone[index % replicas].append(guest)
        }
        for guest in take(1) {
            for replica in [0, 1] { scans[replica].append(guest) }
            undone[1].append(guest)
            admitted += 1
        }
        return undone
    }

    /// Guests who go out: some stay out, some come in again here, some elsewhere.
    private mutating func moving(_ scans: inout [[DemoGuest]]) -> [[DemoGuest]] {
        var leaving: [[DemoGuest]] = Array(repeating: [], count: replicas)
        for (index, guest) in take(share(2, 3...60)).enumerated() {
            let replica = index % replicas
            scans[replica].append(guest)
            leaving[replica].append(guest)
            admitted += 1
            switch index % 3 {
            case 0: later[replica].append(.enter([guest]))
            case 1: later[(replica + 1) % replicas].append(.enter([guest]))
            default: break
            }
        }
        later = later.map { steps in
            let guests = steps.flatMap { step -> [DemoGuest] in
                guard case .scan(let scans, _) = step else { return [] }
                return scans.map(\.guest)
            }
            return guests.isEmpty ? [] : [.enter(guests)]
        }
        return leaving
    }

    /// The office cancels people, some of whom a gate lets in that can't have heard of it.
    private mutating func cancellations(_ scans: inout [[DemoGuest]]) {
        for guest in take(share(1, 1...3)) {
            scans[1].append(guest)
            alone[0].append(.cancel(guest))
            cancelledButPresent += 1
            admitted += 1
        }
        for guest in take(2) {
            alone[0].append(.cancel(guest))
            alone[0].append(.enter([guest], wanted: "stop"))
        }
    }

    /// One guest without a ticket comes to two gates: one person in the end, by the CPF.
    private mutating func walkInTwice() {
        for replica in [0, 1] {
            alone[replica].append(.walkIn(name: "Davi Okada", cpf: "529.982.247-25"))
        }
        people += 1
        admitted += 1
        doubleAdmissions += 1
    }

    /// Names of people who come without a ticket.
    private static let walkInNames = [
        "Aline Prado", "Bento Sá", "Clara Nunes", "Dora Leal", "Enzo Pires", "Flávia Luz",
        "Gil Amado", "Helena Rios", "Ivo Castro", "Júlia Paz", "Kátia Reis", "Levi Torres",
        "Mara Dias", "Nilo Brito", "Olga Faria", "Pedro Lins",
    ]
}
