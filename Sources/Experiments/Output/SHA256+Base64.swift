internal import Foundation

extension SHA256 {
  /// The digest of a text's UTF-8 bytes in base 64, as a content security policy names a script.
  static func base64(of text: String) -> String {
    let digits = Array(hex(of: text).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { index -> UInt8 in
      let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { preconditionFailure("no digits: \(pair)") }
      return byte
    }
    return Data(bytes).base64EncodedString()
  }
}
