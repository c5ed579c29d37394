import Gossip

extension Simulation {
    /// What happens next, by time.
    struct Event: Comparable {
        let microseconds: UInt64
        /// Orders what happens at the same time.
        let number: UInt64
        let kind: Kind

        static func < (left: Event, right: Event) -> Bool {
            (left.microseconds, left.number) < (right.microseconds, right.number)
        }
        static func == (left: Event, right: Event) -> Bool { left.number == right.number }
    }

    /// What may happen.
    enum Kind {
        /// A step of the plan is due.
        case step(PlannedStep)
        /// A process lets its engine know that time has passed.
        case tick(node: Int, generation: Int)
        /// A frame arrives.
        case arrival(to: LinkEnd, bytes: [UInt8])
        /// A frame is through the line.
        case written(by: LinkEnd, count: Int)
        /// A connection that an engine asked for is open, or isn't.
        case dialled(node: Int, generation: Int, id: LinkID, to: Int)
        /// One end learns that the connection is gone.
        case closed(node: Int, generation: Int, id: LinkID)
        /// The disk is done with a question.
        case answer(node: Int, generation: Int, StoreTicket, StoreQuestion)
        /// A machine is switched on.
        case start(node: Int)
        /// A process writes how far it has heard the others, and looks after its file.
        case chores(node: Int, generation: Int)
        /// A trouble that lasts ends.
        case faultEnds(id: Int, node: Int)
        /// States are compared.
        case check
    }
}
