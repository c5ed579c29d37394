import CRDT
import Replica

/// Does what a request asks, in whichever process.
struct RequestHandler: Sendable {
    let replica: Replica
    /// The peers heard at this moment.
    let contact: @Sendable () throws -> ContactState
    /// Where this process can be reached, for invitations that name no address.
    let addresses: @Sendable () -> [String]

    /// Performs a request durably.
    ///
    /// - Throws: ``ReplicaError``.
    func perform(_ request: LocalRequest) throws -> LocalAnswer {
        switch request {
        case .checkIn(let request, let language):
            .verdict(try replica.checkIn(request, contact: try contact(), language: language))
        case .undo(let request): .undone(try replica.undo(request))
        case .enrol(let person, let by):
            .enrolment(
                try replica.enrol(
                    person, operatorName: by.operatorName, operationID: by.operationID))
        case .enrolNew(let form, let by):
            .enrolment(
                try replica.enrol(
                    new: form, operatorName: by.operatorName, operationID: by.operationID))
        case .cancel(let person, let by):
            .enrolment(
                try replica.cancel(
                    person, operatorName: by.operatorName, operationID: by.operationID))
        case .reactivate(let person, let by):
            .enrolment(
                try replica.reactivate(
                    person, operatorName: by.operatorName, operationID: by.operationID))
        case .walkIn(let name, let email, let cpf, let by):
            .enrolment(
                try replica.walkIn(
                    name: name, email: email, cpf: cpf, operatorName: by.operatorName,
                    operationID: by.operationID))
        case .addCheckpoint(let name): .checkpoint(try replica.addCheckpoint(name: name))
        case .setPerson, .join, .split, .setSpace, .setCheckpoint, .changeDevice:
            try performChange(request)
        case .resolve, .reopen, .invite, .changed, .state: try performOther(request)
        }
    }

    private func performChange(_ request: LocalRequest) throws -> LocalAnswer {
        switch request {
        case .setPerson(let person, let form, let by):
            .enrolment(
                try replica.update(
                    person, with: form, operatorName: by.operatorName, operationID: by.operationID))
        case .join(let one, let other, let by):
            .relation(
                try replica.join(
                    one, other, operatorName: by.operatorName, operationID: by.operationID))
        case .split(let one, let other, let by):
            .relation(
                try replica.split(
                    one, other, operatorName: by.operatorName, operationID: by.operationID))
        case .setSpace(let changes, let by):
            .settings(
                try replica.set(
                    changes, operatorName: by.operatorName, operationID: by.operationID))
        case .setCheckpoint(let name, let changes, let by):
            .checkpoint(
                try replica.setCheckpoint(
                    name, changes, operatorName: by.operatorName, operationID: by.operationID))
        case .changeDevice(let device, let change, let by):
            .member(
                try replica.change(
                    device: device, change, operatorName: by.operatorName,
                    operationID: by.operationID))
        case .changed, .state, .checkIn, .undo, .enrol, .enrolNew, .cancel, .reactivate, .walkIn,
            .addCheckpoint, .resolve, .reopen, .invite:
            .done
        }
    }

    private func performOther(_ request: LocalRequest) throws -> LocalAnswer {
        switch request {
        case .resolve(let ids, let word, let operatorName, let language):
            guard let decision = Resolution.Decision(word: word) else {
                throw ReplicaError(.invalid, "«\(word)» is no decision.")
            }
            return .resolved(
                try replica.resolve(
                    ids: ids, as: decision, operatorName: operatorName, language: language))
        case .reopen(let ids, let operatorName, let language):
            return .resolved(
                try replica.reopen(ids: ids, operatorName: operatorName, language: language))
        case .invite(let word, let milliseconds, let given):
            guard let role = Role(word: word) else {
                throw ReplicaError(.invalid, "«\(word)» is no role.")
            }
            let invitation = try replica.invite(
                role: role, milliseconds: milliseconds,
                addresses: given.isEmpty ? addresses() : given)
            return .invitation(
                text: invitation.text, expires: invitation.expires,
                addresses: invitation.addresses)
        case .changed, .state, .checkIn, .undo, .enrol, .enrolNew, .cancel, .reactivate, .walkIn,
            .addCheckpoint, .setCheckpoint, .changeDevice, .setPerson, .join, .split, .setSpace:
            return .done
        }
    }
}
