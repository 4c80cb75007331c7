public import DisclosureControl
public import GeoPrimitives
public import GeoStore

/// A tip as it was sent over the network, checked, and with what is personal taken out.
public struct TipSubmission: Sendable {
  /// The names of the fields that a tip may have.
  public static let fields = [
    "occurred_at", "category", "place_text", "lon", "lat", "channel", "origin", "radius_m",
    "summary",
  ]
  /// Bytes that a tip may have.
  public static let byteLimit = 16_384

  private static let limits = StrictJSON.Limits(depth: 6, byteCount: byteLimit)

  /// What was taken out of its texts.
  public let masked: [PersonalDataMask.Kind]
  private let record: TipRecord

  /// Reads a tip from a JSON object, or from a GeoJSON Feature (RFC 7946) whose properties are its fields.
  /// - Parameters:
  ///   - bytes: The text.
  ///   - isFeature: Whether it has to be a Feature; otherwise it may be.
  ///   - role: On whose behalf it comes: only officers say how a report came about.
  ///   - now: The time of now, after which nothing has occurred.
  /// - Throws: `IntakeError`, which names the first field that is wrong.
  /// - Complexity: O(n log n) in the bytes.
  public init(
    parsing bytes: [UInt8], isFeature: Bool = false, by role: Role, at now: Instant
  ) throws(IntakeError) {
    let json: StrictJSON
    do throws(StrictJSONError) {
      json = try StrictJSON(parsing: bytes, limits: Self.limits)
    } catch {
      throw .notJSON(error)
    }
    let values = try TipSubmissionValues(json, isFeature: isFeature)
    var record = try values.record(by: role, at: now)
    masked = record.maskPersonalData()
    self.record = record
  }

  /// The tip, under an id.
  public func tip(id: String) -> TipRecord {
    var tip = record
    tip.id = id
    return tip
  }

  /// An id that tells nothing and that nobody guesses: 100 random bits.
  public static func newID() -> String {
    var generator = SystemRandomNumberGenerator()
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
    let letters = (0..<20).map { _ in digits[Int(generator.next() & 31)] }
    return "t-" + String(letters)
  }
}
