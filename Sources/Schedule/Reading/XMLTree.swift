internal import CExpat

/// Reads an XML document into elements, with expat.
///
/// Nothing from outside is ever loaded. A document type declaration ends the reading: schedules have
/// none, and it is the door to entities that expand a thousandfold.
enum XMLTree {
    static func read(_ bytes: [UInt8]) throws(ScheduleError) -> XMLElement {
        guard bytes.count <= ScheduleLimits.fileBytesMaximum else { throw .tooLarge }
        guard let parser = XML_ParserCreate(nil) else { throw .malformed("no memory", line: 0) }
        defer { XML_ParserFree(parser) }
        let builder = Builder(parser: parser)
        let context = Unmanaged.passUnretained(builder).toOpaque()
        XML_SetUserData(parser, context)
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                Builder.of(context)?.begin(name, attributes)
            }, { context, _ in Builder.of(context)?.end() })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            Builder.of(context)?.add(text, count)
        }
        XML_SetDoctypeDeclHandler(
            parser, { context, _, _, _, _ in Builder.of(context)?.refuse(.declaresEntities) },
            { _ in })
        let status = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                XML_Parse(parser, $0.baseAddress, Int32($0.count), 1)
            }
        }
        if let refusal = builder.refusal { throw refusal }
        guard status == XML_STATUS_OK, let root = builder.root else {
            let text = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
            throw .malformed(
                text ?? "unknown error", line: Int(clamping: XML_GetCurrentLineNumber(parser)))
        }
        return root
    }

    /// Builds the tree while expat reads.
    private final class Builder {
        private let parser: XML_Parser
        private var open: [XMLElement] = []
        private var count = 0
        private(set) var root: XMLElement?
        private(set) var refusal: ScheduleError?

        init(parser: XML_Parser) { self.parser = parser }

        static func of(_ context: UnsafeMutableRawPointer?) -> Builder? {
            context.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
        }

        func begin(
            _ name: UnsafePointer<CChar>?,
            _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        ) {
            count += 1
            guard open.count < ScheduleLimits.depthMaximum,
                count <= ScheduleLimits.elementsMaximum, let name
            else { return refuse(.tooDeep) }
            var pairs: [String: String] = [:]
            var index = 0
            while let attributes, let key = attributes[index], let value = attributes[index + 1] {
                pairs[String(cString: key)] = String(cString: value)
                index += 2
            }
            let element = XMLElement(
                name: String(cString: name), attributes: pairs,
                line: Int(clamping: XML_GetCurrentLineNumber(parser)))
            open.last?.append(element)
            if root == nil { root = element }
            open.append(element)
        }

        func end() { _ = open.popLast() }

        func add(_ text: UnsafePointer<CChar>?, _ count: Int32) {
            guard let text, count > 0, let element = open.last else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
            element.append(String(decoding: bytes, as: UTF8.self))
        }

        func refuse(_ error: ScheduleError) {
            if refusal == nil { refusal = error }
            XML_StopParser(parser, 0)
        }
    }
}
