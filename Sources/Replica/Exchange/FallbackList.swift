internal import CRDT
internal import Foundation
internal import SQLite

/// The list on paper for the day when the laptops die: one page of HTML that needs nothing else,
/// everybody by name, a box to tick and room for the time.
struct FallbackList {
    let queries: Queries
    let language: SentenceLanguage
    /// The row of the checkpoint whose entries are ticked already; 0 for one without any.
    let checkpoint: Int64
    let checkpointName: String
    /// Only people of this category; nil for all.
    let category: String?
    /// When it is made, milliseconds since 1970.
    let now: UInt64

    /// How many bytes gather before they are handed on.
    private static let chunkBytes = 64 * 1024

    /// One person of the list.
    private struct Line {
        let person: Int64
        let name: String
        let key: String

        /// Whether somebody else has that name.
        var isShared = false

        /// Under which letter: `#` for what begins with none, or with one of a script that has
        /// hundreds.
        var letter: String {
            guard let first = key.first, first.isCased else { return "#" }
            return String(first).uppercased()
        }
    }

    /// Writes the page, piece by piece.
    ///
    /// - Parameter device: the name of the device that makes it.
    func write(device: String, to sink: ([UInt8]) throws -> Void) throws {
        let lines = try self.lines()
        var text = try head(count: lines.count, device: device)
        var letter: String?
        for line in lines {
            if line.letter != letter {
                text +=
                    (letter == nil ? "" : "</tbody>") + "<tbody><tr class=letter><th colspan=5>"
                    + Self.escaped(line.letter) + "</th></tr>\n"
                letter = line.letter
            }
            text += try row(line)
            if text.utf8.count >= Self.chunkBytes {
                try sink(Array(text.utf8))
                text = ""
            }
        }
        text += (letter == nil ? "" : "</tbody>\n") + "</table>\n"
        if lines.isEmpty {
            text +=
                "<p>" + language.choose(en: "Nobody is enrolled.", pt: "Ninguém inscrito.")
                + "</p>\n"
        }
        try sink(Array((text + "</body></html>\n").utf8))
    }

    /// Everybody with an enrolment in effect, by folded name.
    private func lines() throws -> [Line] {
        var lines: [Line] = []
        let wanted = category.map(SearchKey.folded)
        try queries.database.prepare("SELECT id FROM person ORDER BY person").forEach { row in
            let person = try row.int(0)
            guard try queries.canonical(person) == person, try queries.isEnrolled(person) else {
                return
            }
            if let wanted {
                let own = try queries.category(of: person).map(SearchKey.folded)
                guard own == wanted else { return }
            }
            let name = try queries.profile(of: person)?[.name] ?? ""
            lines.append(Line(person: person, name: name, key: SearchKey.folded(name)))
        }
        lines.sort { ($0.key, $0.name, $0.person) < ($1.key, $1.name, $1.person) }
        for place in lines.indices.dropFirst() where lines[place].key == lines[place - 1].key {
            lines[place].isShared = true
            lines[place - 1].isShared = true
        }
        return lines
    }

    private func row(_ line: Line) throws -> String {
        let state = try queries.displayedState(of: line.person).state
        let element = try queries.element(person: line.person, checkpoint: checkpoint)
        let first = element.details(
            of: element.history.events.filter { $0.kind == .entry }.map(\.dot)
        ).first
        let zone = try queries.timeZone()
        let time = first.map {
            TimeText.dayAndClock(milliseconds: $0.wallMilliseconds, zone: zone)
        }
        let isBlocked = try queries.isBlocked(line.person)
        let blocked = language.choose(
            en: "BLOCKED: send to the desk", pt: "BLOQUEADO: à secretaria")
        // Of those who share a name, what tells them apart and gives nothing away.
        let hints =
            line.isShared
            ? [state.data.email.map { Masked.email($0.text) }, state.data.cpf.map(Masked.cpf)] : []
        let note = ([isBlocked ? blocked : nil, state.data.notes] + hints).compactMap(\.self)
            .filter { !$0.isEmpty }.joined(separator: " · ")
        let name =
            line.name.isEmpty
            ? language.choose(en: "(name not available)", pt: "(nome não disponível)") : line.name
        let cells = [
            first == nil ? "☐" : "☑",
            "<b>\(Self.escaped(name))</b>" + (note.isEmpty ? "" : "<br>\(Self.escaped(note))"),
            Self.escaped(try queries.category(of: line.person) ?? ""),
            Self.escaped(state.data.ticket.map(Masked.tail) ?? ""), Self.escaped(time ?? ""),
        ]
        return "<tr>" + cells.map { "<td>\($0)" }.joined() + "</tr>\n"
    }

    private func head(count: Int, device: String) throws -> String {
        let zone = try queries.timeZone()
        let event = try queries.spaceText(.name) ?? ""
        let title = language.choose(
            en: "\(event): list for \(checkpointName)", pt: "\(event): lista de \(checkpointName)")
        let made = TimeText.dayAndClock(milliseconds: now, zone: zone)
        let about = language.choose(
            en:
                "\(count) people, as \(device) knew them at \(made). Personal data: collect the paper "
                + "afterwards.",
            pt:
                "\(count) pessoas, como \(device) as conhecia em \(made). Dados pessoais: recolha o "
                + "papel depois.")
        let use = language.choose(
            en:
                "Tick the box and write the time. When the machines are back, enter the ticked ones: "
                + "nexstage-peer checkin",
            pt: "Marque a caixa e anote a hora. Quando as máquinas voltarem, registre os marcados: "
                + "nexstage-peer checkin")
        let columns = [
            "", language.choose(en: "name", pt: "nome"),
            language.choose(en: "category", pt: "categoria"),
            language.choose(en: "ticket", pt: "ingresso"),
            language.choose(en: "time", pt: "hora"),
        ]
        return """
            <!DOCTYPE html>
            <html lang="\(language.choose(en: "en", pt: "pt-BR"))"><head><meta charset="utf-8">
            <title>\(Self.escaped(title))</title><style>
            @page { size: A4; margin: 14mm 12mm; @bottom-right { content: counter(page) } }
            body { font: 10.5pt/1.25 sans-serif; margin: 1em auto; max-width: 190mm; color: #000 }
            h1 { font-size: 15pt; margin: 0 0 .2em } p { margin: .2em 0; font-size: 9pt }
            table { width: 100%; border-collapse: collapse; margin-top: .8em }
            thead { display: table-header-group } tr { break-inside: avoid }
            td, th { border-bottom: .5pt solid #777; padding: 1.5pt 4pt; text-align: left; \
            vertical-align: top; overflow-wrap: anywhere }
            td { font-size: 9pt } td b { font-size: 10.5pt }
            td:first-child { font-size: 13pt; line-height: 1; width: 7mm } td:nth-child(3) { width: 30mm }
            td:nth-child(4) { width: 22mm } td:last-child { width: 32mm; border-left: .5pt solid #777 }
            .letter { break-after: avoid } .letter th { font-size: 13pt; border-bottom: 1pt solid #000; \
            padding-top: 8pt }
            </style></head><body><h1>\(Self.escaped(title))</h1>
            <p>\(Self.escaped(about))</p><p>\(Self.escaped(use))</p>
            <table><thead><tr>\(columns.map { "<th>\($0)" }.joined())</tr></thead>

            """
    }

    /// Text that means itself in HTML.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}

extension Replica {
    /// Writes everybody who is enrolled as one page to print, for the day when the laptops die.
    ///
    /// It holds names and notes: treat it as personal data.
    ///
    /// - Parameters:
    ///   - checkpoint: whose entries are ticked already; nil for the default one.
    ///   - category: only people of this category; nil for all.
    ///   - language: `en` or `pt-BR`.
    ///   - sink: gets the bytes in chunks of about 64 KiB.
    public func exportList(
        checkpoint: String? = nil, category: String? = nil, language: String,
        to sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        let now = environment.wallMilliseconds()
        let device = folder.deviceName
        try snapshot { queries in
            let id = try queries.knownCheckpoint(checkpoint)
            let row = try queries.interner.existingCheckpointRow(id) ?? 0
            try FallbackList(
                queries: queries, language: SentenceLanguage(code: language), checkpoint: row,
                checkpointName: row == 0
                    ? Queries.defaultCheckpoint : try queries.checkpointName(row),
                category: category, now: now
            ).write(device: device, to: sink)
        }
    }
}
