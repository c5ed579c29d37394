/// What makes two rows of one source the same person.
///
/// The person's own id in our own exports; else the column `id`, the CPF, the e-mail, the ticket. A person's id is derived from
/// ``bytes``: changing them would make every earlier import a stranger.
package struct RowKey: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case id, cpf, email, ticket, person
    }

    package let kind: Kind
    /// The `id` or ticket exactly as written (trimmed), a CPF's digits, an e-mail's key,
    /// or 32 hexadecimal digits.
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
