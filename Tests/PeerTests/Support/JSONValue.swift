import Foundation

/// A JSON document, taken apart with as little ceremony as possible.
struct JSONValue {
    private let value: Any?

    init(_ text: String) throws {
        value = try JSONSerialization.jsonObject(
            with: Data(text.utf8), options: [.fragmentsAllowed])
    }

    private init(any value: Any?) { self.value = value }

    subscript(_ key: String) -> JSONValue {
        JSONValue(any: (value as? [String: Any])?[key])
    }

    subscript(_ index: Int) -> JSONValue {
        let items = value as? [Any] ?? []
        return JSONValue(any: items.indices.contains(index) ? items[index] : nil)
    }

    var text: String? { value as? String }
    var int: Int? { (value as? NSNumber)?.intValue }
    var bool: Bool? { (value as? NSNumber)?.boolValue }
    /// Whether it is an explicit `null`.
    var isNull: Bool { value is NSNull }
    /// The keys of an object, sorted.
    var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    /// The items of an array.
    var items: [JSONValue] { (value as? [Any] ?? []).map(JSONValue.init(any:)) }
    var isObject: Bool { value is [String: Any] }
    var isArray: Bool { value is [Any] }
}
