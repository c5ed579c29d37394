/// Something that a test needs isn't there.
struct Missing: Error, CustomStringConvertible {
    let description: String

    init(_ description: String = "a value is missing") { self.description = description }
}

extension Optional {
    func orThrow(_ what: String = "a value is missing") throws -> Wrapped {
        guard let self else { throw Missing(what) }
        return self
    }
}
