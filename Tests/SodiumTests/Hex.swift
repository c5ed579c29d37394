/// Bytes from hexadecimal digits; what is no pair of digits is left out, and the test sees it.
func hex(_ text: String) -> [UInt8] {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { offset in
        UInt8(String(decoding: digits[offset...offset + 1], as: UTF8.self), radix: 16)
    }
}

extension [UInt8] {
    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
