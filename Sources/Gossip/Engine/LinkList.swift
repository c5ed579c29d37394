/// The links in their order: nothing observable may follow a dictionary's.
///
/// Sessions are large values: they are read and changed in place, never taken out. The array itself
/// is handed out for that: behind a subscript with `_read` of our own, unoptimised builds of Swift
/// 6.3 destroyed copies of sessions that they had never made.
struct LinkList: Sendable {
    private(set) var ids: [LinkID] = []
    /// The links, in the order of ``ids``.
    var items: [Link] = []

    var isEmpty: Bool { ids.isEmpty }
    var count: Int { ids.count }
    var indices: Range<Int> { ids.indices }

    /// Where a link stands; nil once it is gone.
    func index(of id: LinkID) -> Int? {
        let place = place(of: id)
        return place < ids.count && ids[place] == id ? place : nil
    }

    /// The first place whose link isn't before the given one.
    private func place(of id: LinkID) -> Int {
        var low = 0
        var high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func add(_ link: Link) {
        let place = place(of: link.id)
        ids.insert(link.id, at: place)
        items.insert(link, at: place)
    }

    mutating func remove(_ id: LinkID) -> Link? {
        guard let index = index(of: id) else { return nil }
        ids.remove(at: index)
        return items.remove(at: index)
    }

    /// How many links are as the condition says.
    func count(where condition: (borrowing Link) -> Bool) -> Int {
        var count = 0
        for index in items.indices where condition(items[index]) { count += 1 }
        return count
    }

    /// Whether a link is as the condition says.
    func contains(where condition: (borrowing Link) -> Bool) -> Bool {
        for index in items.indices where condition(items[index]) { return true }
        return false
    }

    /// The links that are in use.
    var admitted: [LinkID] { ids(where: { $0.isAdmitted }) }

    /// The links that are as the condition says.
    func ids(where condition: (borrowing Link) -> Bool) -> [LinkID] {
        var found: [LinkID] = []
        for index in items.indices where condition(items[index]) { found.append(ids[index]) }
        return found
    }
}
