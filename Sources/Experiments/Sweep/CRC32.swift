/// The checksum CRC-32 of Ethernet and gzip (ISO 3309): finds torn and damaged records.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in
      crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
    }
  }

  /// The checksum of some bytes, as eight hexadecimal digits.
  static func hex(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let sum = ~bytes.reduce(~0) { crc, byte in
      table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
    }
    let digits = Array("0123456789abcdef".utf8)
    return (0..<8).map { digits[Int((sum >> (28 - 4 * UInt32($0))) & 15)] }
  }
}
