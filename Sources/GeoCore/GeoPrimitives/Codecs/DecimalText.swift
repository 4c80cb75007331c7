/// Decimal numbers as text, without a locale and without Foundation.
public enum DecimalText {
  /// The value rounded half away from zero to at most `decimals` places, trailing zeros dropped.
  ///
  /// Values too large for the asked precision are written in their shortest exact form.
  public static func rounded(_ value: Double, decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    let scaled = (value * power).rounded()
    guard scaled.isFinite, abs(scaled) < 9e15 else { return "\(value)" }
    let digits = Int64(scaled)
    guard digits != 0 else { return "0" }
    let magnitude = digits.magnitude
    let whole = magnitude / UInt64(power)
    var fraction = String(magnitude % UInt64(power))
    fraction = String(repeating: "0", count: max(places - fraction.count, 0)) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    let sign = digits < 0 ? "-" : ""
    return places == 0 || fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
  }
}
