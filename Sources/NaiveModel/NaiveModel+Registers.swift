extension NaiveModel {
    /// "A write names the dots it overwrites; the antichain of undominated writes stays".
    ///
    /// Only a permitted write overwrites, and only writes of its own register.
    func concludeRegisters() -> [ModelRegisterKey: [Int]] {
        let keys = held.indices.map { registerKey($0) }
        var overwritten: Set<Int> = []
        for place in permitted {
            guard let key = keys[place] else { continue }
            for name in held[place].operation.names {
                let target = target(named: name, by: held[place].dot.line) {
                    places[$0.dot].flatMap { keys[$0] } == key
                }
                if let target, target != place { overwritten.insert(target) }
            }
        }
        var registers: [ModelRegisterKey: [Int]] = [:]
        for place in permitted where !overwritten.contains(place) {
            if let key = keys[place] { registers[key, default: []].append(place) }
        }
        return registers
    }

    /// Which register the operation at `place` writes, if it is a write to somebody known.
    private func registerKey(_ place: Int) -> ModelRegisterKey? {
        guard case .write(let entity, let field, _, _) = held[place].operation else { return nil }
        switch entity {
        case .space: return ModelRegisterKey(.space, field)
        case .checkpoint(let checkpoint): return ModelRegisterKey(.checkpoint(checkpoint), field)
        case .person: return subject(place).map { ModelRegisterKey(.person($0), field) }
        }
    }

    /// The value that the operation at `place` writes.
    func value(_ place: Int) -> [UInt8] {
        guard case .write(_, _, let value, _) = held[place].operation else { return [] }
        return value
    }

    /// "Its maximum by (HLC, author, seq) is displayed".
    func displayed(_ writes: [Int]) -> Int? {
        writes.max { HeldOperation.isEarlier(held[$0], held[$1]) }
    }

    /// The registers as others see them.
    var registerOutcomes: [ModelRegisterKey: ModelRegister] {
        registers.compactMapValues { writes in
            guard let displayed = displayed(writes) else { return nil }
            return ModelRegister(
                writes: dots(writes), displayed: held[displayed].dot, value: value(displayed),
                valueCount: Set(writes.map { value($0) }).count)
        }
    }
}
