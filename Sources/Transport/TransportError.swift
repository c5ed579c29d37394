/// What can go wrong with sockets, as one sentence for people.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble; more may be added.
    public struct Code: Hashable, Sendable {
        private let name: String

        private init(_ name: String) { self.name = name }

        /// A network address without the flag that allows an unprotected network.
        public static let insecureNetwork = Code("insecureNetwork")
        /// The address can't be listened on.
        public static let cannotListen = Code("cannotListen")
        /// The address can't be dialled.
        public static let cannotConnect = Code("cannotConnect")
        /// The other side said no, or something else than was asked.
        public static let refused = Code("refused")
        /// The other side took too long.
        public static let timedOut = Code("timedOut")
        /// More bytes than a frame holds.
        public static let tooLong = Code("tooLong")
    }

    /// What kind of trouble.
    public var code: Code
    /// What was wrong, with what, and what to do.
    public var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
