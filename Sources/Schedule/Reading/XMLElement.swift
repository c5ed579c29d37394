/// One element of an XML document, with everything in it.
final class XMLElement {
    let name: String
    let attributes: [String: String]
    /// Where it begins, from 1.
    let line: Int
    /// Its own text, without that of the elements in it.
    fileprivate(set) var text = ""
    fileprivate(set) var children: [XMLElement] = []

    init(name: String, attributes: [String: String], line: Int) {
        self.name = name
        self.attributes = attributes
        self.line = line
    }

    func append(_ child: XMLElement) { children.append(child) }
    func append(_ text: String) { self.text += text }

    /// The first element of a name in it.
    subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The elements of a name in it.
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first element of a name; nil where there is none, or it is blank.
    func text(of name: String) -> String? { self[name]?.trimmed }

    /// Its text without white space around it; nil where nothing is left.
    var trimmed: String? { Trimmed.text(text) }
}

/// Texts without white space around them.
package enum Trimmed {
    /// Nil where nothing is left.
    package static func text(_ text: String?) -> String? {
        guard let text else { return nil }
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(start[...last])
    }
}
