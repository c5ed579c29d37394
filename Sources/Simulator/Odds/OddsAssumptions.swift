/// What is taken for granted about doors and guests; assumed, not measured.
package struct OddsAssumptions: Hashable, Sendable {
    /// Gates, beside a coordinator without a door.
    package var gates = 4
    /// In so many cases of a thousand a ticket is shown once more, at another gate, by somebody
    /// else.
    package var secondShownPerThousand = 10
    /// From the first showing to the second, minutes; exponential, this is its mean.
    package var secondShownMinutes = 10.0
    /// In so many cases of a thousand a guest goes out again and comes back by another gate.
    package var outingPerThousand = 10
    /// How long such a guest stays inside before, minutes; exponential, this is its mean.
    package var insideMinutes = 10.0
    /// How long such a guest stays outside, minutes; exponential, this is its mean.
    package var awayMinutes = 5.0
    /// What a scan takes.
    package var scanSeconds = 1
    /// What a look at a document takes on top.
    package var confirmSeconds = 8
    /// In so many cases of a hundred that look finds a stranger out.
    package var caughtPercent = 80
    /// What it takes on top of a scan to send a guest to another gate.
    package var redirectSeconds = 2
    /// The way to the other gate.
    package var walkSeconds = 90
    /// How long guests come before the partition and after it, minutes.
    package var marginMinutes = 2

    /// The assumptions of the table in the documentation.
    package init() {}
}
