/// The bounds of the local socket.
package enum LineLimits {
    /// Bytes of one line, without its end.
    package static let lineBytesMaximum = 256 * 1024
    /// Clients at the same time; one more is turned away at once, and works on its own.
    package static let connectionsMaximum = 128
    /// Requests of one connection that wait for their answers; then nothing more is read from it.
    package static let requestsInFlightMaximum = 64
    /// Bytes of a socket's path: the system allows 107.
    package static let pathBytesMaximum = 100
}
