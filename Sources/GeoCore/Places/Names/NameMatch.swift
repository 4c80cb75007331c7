/// A name that looks for its like in another list.
struct NamedCode: Hashable, Sendable {
  let code: String
  let key: PlaceNameKey
}

/// Why two names were taken to be those of one place.
public enum NameMatchRule: String, Hashable, Sendable, CaseIterable {
  /// The same name in the same district.
  case sameDistrict = "same_district"
  /// The same name in the same regency.
  case sameRegency = "same_regency"
  /// The only ones of that name in the province.
  case sameProvince = "same_province"
  /// A similar name in the same district.
  case similarInDistrict = "similar_in_district"
  /// A similar name in the same regency.
  case similarInRegency = "similar_in_regency"
  /// Another name under the same number in the same district, which has another code or in which the
  /// village is of another kind.
  case sameNumber = "same_number"
  /// One of several of that name in the district, taken in the order of their codes.
  case inOrder = "in_order"

  /// How sure it is, 0 … 1: an order of rank, not a probability.
  public var confidence: Double {
    switch self {
    case .sameDistrict: 1
    case .sameRegency: 0.9
    case .similarInDistrict: 0.8
    case .similarInRegency: 0.7
    case .sameProvince: 0.6
    case .inOrder, .sameNumber: 0.5
    }
  }
}

/// Two codes whose names were taken to be those of one place.
struct NameMatch: Hashable, Sendable {
  let left: String
  let right: String
  let rule: NameMatchRule
}
