import CRDT
import Foundation

/// What a case should come to by calculation alone.
package struct OddsFormula: Hashable, Sendable {
    let cell: OddsCell
    let assumptions: OddsAssumptions

    /// The formula of a case.
    package init(_ cell: OddsCell, assumptions: OddsAssumptions) {
        self.cell = cell
        self.assumptions = assumptions
    }

    /// Tickets that are expected to be admitted twice.
    ///
    /// Guests come at G·λ a minute, the share p of their tickets is shown again, after a time that
    /// is exponential with mean T. Both showings fall into a partition of length L for
    /// ∫₀ᴸ (1 − e^(−(L−a)/T)) da = L − T·(1 − e^(−L/T)) minutes' worth of guests. L is the time in
    /// which came whoever is served before the partition ends: less than its length where the doors
    /// can't keep up.
    package var duplicates: Double {
        let missed: Double
        switch cell.policy {
        case .failOpen: missed = 1
        case .failSoft: missed = 1 - Double(assumptions.caughtPercent) / 100
        case .ownership: return 0
        }
        let mean = assumptions.secondShownMinutes
        let window = Double(cell.minutes) * min(1, servedPerMinute / arrivingPerMinute)
        let both = window - mean * (1 - exp(-window / mean))
        return guestsPerMinute * secondShownShare * elsewhereShare * both * missed
    }

    private var secondShownShare: Double { Double(assumptions.secondShownPerThousand) / 1_000 }

    private var guestsPerMinute: Double {
        Double(assumptions.gates * cell.guestsPerMinute)
    }

    /// How many come to one gate, with those who have somebody else's ticket.
    private var arrivingPerMinute: Double {
        max(Double(cell.guestsPerMinute) * (1 + secondShownShare), .leastNonzeroMagnitude)
    }

    /// How many one isolated gate can deal with.
    private var servedPerMinute: Double {
        let isAsking = cell.policy == .failSoft
        return 60 / Double(assumptions.scanSeconds + (isAsking ? assumptions.confirmSeconds : 0))
    }

    /// How likely another gate, any of them alike, is one that can't be heard.
    private var elsewhereShare: Double {
        switch cell.split {
        case .alone: return 1
        case .halves:
            let half = assumptions.gates / 2
            let pairs = half * (assumptions.gates - half) * 2
            return Double(pairs) / Double(assumptions.gates * (assumptions.gates - 1))
        }
    }
}
