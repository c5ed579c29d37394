/// What a run is to be like, beside its seed; where nothing is given, the seed decides.
public struct SimulationOptions: Hashable, Sendable {
    /// The replicas that there can be.
    public static let replicasRange = 2...200
    /// The guests that there can be.
    public static let guestsMaximum = 100_000
    /// The hours that an event can last.
    public static let hoursMaximum = 48.0

    /// How many replicas; nil for a few.
    public var replicas: Int?
    /// How many guests; nil for a few dozens.
    public var guests: Int?
    /// How long the doors are open, in hours; nil for some minutes.
    public var hours: Double?
    /// What may go wrong.
    public var faults: Set<FaultKind>
    /// Whether verdicts and final states are held against the naive model.
    public var comparesWithModel = true

    /// A small event in which everything may go wrong.
    public init(
        replicas: Int? = nil, guests: Int? = nil, hours: Double? = nil,
        faults: Set<FaultKind> = FaultKind.survivable
    ) {
        self.replicas = replicas
        self.guests = guests
        self.hours = hours
        self.faults = faults
    }

    /// The arguments of `simulate` that give these options again, without the seed.
    public var arguments: String {
        var words: [String] = []
        if let replicas { words.append("--replicas \(replicas)") }
        if let guests { words.append("--guests \(guests)") }
        if let hours { words.append("--hours \(hours)") }
        if faults != FaultKind.survivable {
            let names = FaultKind.allCases.filter(faults.contains).map(\.rawValue)
            words.append("--faults \(names.isEmpty ? "none" : names.joined(separator: ","))")
        }
        return words.joined(separator: " ")
    }
}
