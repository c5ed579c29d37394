/// How many people stations may register at the door.
extension NaiveModel {
    /// "From the enrolments of a station that has a number of people it may register, where it wrote
    /// more, less those enrolments by stations that it cancelled": it "covers the last of its
    /// enrolments in effect, as many as are too many".
    var overCapacity: [ModelConflict] {
        let stations = stations
        return stations.sorted().compactMap { device in
            guard let rights = rights(of: device) else { return nil }
            let own = enrolments(by: device)
            let returned = Set(
                permitted.filter { held[$0].device == device && isCancel($0) }.flatMap { place in
                    held[place].operation.names.compactMap { name in
                        target(named: name, by: held[place].dot.line) {
                            held[place].operation.canRemove($0.operation)
                        }
                    }
                }.filter { permissions[$0] == .permitted && stations.contains(held[$0].device) })
            let surplus = own.count - returned.count - Int(rights)
            guard surplus > 0 else { return nil }
            let last = own.filter(isEffective)
                .sorted { HeldOperation.isEarlier(held[$0], held[$1]) }.suffix(surplus)
            return last.isEmpty ? nil : ModelConflict(.overCapacity, covered: dots(last))
        }
    }

    /// "Devices that are stations and no more".
    private var stations: Set<ModelKey> {
        let byDevice = Dictionary(grouping: membership.grants.values, by: \.device)
        return Set(
            byDevice.filter { grants in
                grants.value.min { $0.role.rawValue < $1.role.rawValue }?.role == .station
            }.keys)
    }

    private func rights(of device: ModelKey) -> UInt64? {
        guard let entity = history.deviceEntities[device] else { return nil }
        let writes = registers[ModelRegisterKey(.checkpoint(entity), 4)] ?? []
        return displayed(writes).flatMap { Self.varint(value($0)) }
    }

    private func enrolments(by device: ModelKey) -> [Int] {
        permitted.filter { place in
            guard held[place].device == device, case .enrol = held[place].operation else {
                return false
            }
            return true
        }
    }

    private func isCancel(_ place: Int) -> Bool {
        if case .cancel = held[place].operation { true } else { false }
    }
}
