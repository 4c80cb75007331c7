/// Small pieces of JSON text (RFC 8259): what is needed to write large documents without building
/// them in memory first.
public enum JSONText {
  /// A string with its quotation marks, control characters escaped.
  public static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number in its shortest exact form; `null` when it is not finite, since JSON has no other.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  /// A number rounded to so many decimals, without trailing zeros.
  public static func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "null" }
    return DecimalText.rounded(value, decimals: decimals)
  }
}
