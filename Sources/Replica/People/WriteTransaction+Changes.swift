internal import CRDT

extension WriteTransaction {
    /// What has to be written, id by id, so that a person is as a form says; none if all is so.
    func changes(
        of person: Int64, to data: PersonData, form: PersonForm, key: TagKey
    ) throws -> [PersonWrite] {
        // Name and contact may stand under another id than the canonical one.
        let (target, state) = try queries.displayedState(of: person)
        var displayed = PersonChanges(
            from: state, to: data, fields: form.fields, tagKey: key, enrols: false)
        displayed.settle(state, fields: form.fields)
        var changes = [(id: target, changes: displayed)]
        for id in try queries.ids(of: person) where id != target {
            let own = try queries.state(ofRow: id)
            let elsewhere = PersonChanges(elsewhere: own, to: data, form: form, tagKey: key)
            changes.append((id, elsewhere))
        }
        return try changes.filter { !$0.changes.isEmpty }.map { id, changes in
            try PersonWrite(changes, of: try tables.interner.person(id)) { _ in try salt() }
        }
    }
}
