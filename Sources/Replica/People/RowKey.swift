/// What makes two rows of one source the same person.
///
/// The column `id`, else the CPF, else the e-mail, else the ticket. A person's id is derived from
/// ``bytes``: changing them would make every earlier import a stranger.
package struct RowKey: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case id, cpf, email, ticket
    }

    package let kind: Kind
    /// The `id` or ticket exactly as written (trimmed), a CPF's digits, or an e-mail's key.
    package let value: String

    package init(kind: Kind, value: String) {
        self.kind = kind
        self.value = value
    }

    /// `kind`, a zero byte, `value`, in UTF-8.
    package var bytes: [UInt8] {
        Array(kind.rawValue.utf8) + [0] + Array(value.utf8)
    }
}
