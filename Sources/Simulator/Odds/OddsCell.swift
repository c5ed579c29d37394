package import CRDT

/// One case of the table.
package struct OddsCell: Hashable, Sendable {
    /// How long the gates can't hear each other, minutes.
    package var minutes: Int
    /// Guests who come to each gate in a minute.
    package var guestsPerMinute: Int
    /// Who still hears whom.
    package var split: Split
    /// What is done at an isolated gate.
    package var policy: IsolationPolicy

    /// Who still hears whom during a partition.
    package enum Split: String, CaseIterable, Hashable, Sendable {
        /// Nobody hears anybody.
        case alone
        /// Two groups, each with half of the gates.
        case halves
    }

    /// A case.
    package init(
        minutes: Int, guestsPerMinute: Int, split: Split = .alone,
        policy: IsolationPolicy = .failOpen
    ) {
        self.minutes = minutes
        self.guestsPerMinute = guestsPerMinute
        self.split = split
        self.policy = policy
    }

    /// The lengths of partitions in the table, minutes.
    package static let minutesInTable = [1, 5, 15, 30, 60]
    /// The rates in the table, guests a minute and gate.
    package static let ratesInTable = [5, 15, 40]

    /// Every case of a table, by split, rate, length and policy.
    package static func table(
        minutes: [Int] = minutesInTable, rates: [Int] = ratesInTable
    ) -> [OddsCell] {
        Split.allCases.flatMap { split in
            rates.flatMap { rate in
                minutes.flatMap { minutes in
                    IsolationPolicy.allCases.map { policy in
                        OddsCell(
                            minutes: minutes, guestsPerMinute: rate, split: split, policy: policy)
                    }
                }
            }
        }
    }

    /// How many samples to play where an hour's case has so many: shorter ones say less each, and
    /// are sooner played.
    package func samples(perHour samples: Int) -> Int {
        minutes < 30 ? samples * 3 : minutes < 60 ? samples * 2 : samples
    }
}
