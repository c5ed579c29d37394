/// How much is searched: all of it where the code is optimised, less where it isn't.
enum Scale {
    static var isFull: Bool {
        #if DEBUG
            false
        #else
            true
        #endif
    }

    static func choose<Value>(full: Value, less: Value) -> Value { isFull ? full : less }
}
