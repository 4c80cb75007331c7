public import GeoPrimitives

/// What the words of an address say, part by part. Names are in small letters, as they were written.
public struct ParsedAddress: Hashable, Sendable {
  /// The street's name, without `Jl.`.
  public internal(set) var street: String?
  /// The number of the house: `10`, `29/61`, `16-18`, `9a`.
  public internal(set) var number: String?
  /// The block or lot: `c2/7`.
  public internal(set) var block: String?
  /// The kilometre along the street.
  public internal(set) var kilometer: Double?
  /// The neighbourhood unit (rukun tetangga).
  public internal(set) var rt: Int?
  /// The community unit (rukun warga).
  public internal(set) var rw: Int?
  /// The hamlet: dusun, lingkungan, banjar, jorong.
  public internal(set) var hamlet: String?
  /// Areas named with their kind, in the order of the text; a name reaches to the next stop or marker.
  public internal(set) var areas: [AreaMention] = []
  /// The postal code, five digits.
  public internal(set) var postalCode: String?
  /// Landmarks, in the order of the text.
  public internal(set) var landmarks: [Landmark] = []
  /// A place given as numbers, by a link or as a whole Plus Code.
  public internal(set) var coordinate: Coordinate?
  /// A Plus Code without the digits of its region, such as `RVRX+7Q`.
  public internal(set) var shortPlusCode: String?
  /// Parts that no marker tells the kind of, in the order of the text.
  public internal(set) var loose: [String] = []

  /// The words, and what each was taken for.
  var words: [AddressWord] = []
  var roles: [WordRole] = []
  /// The kind of area that a name beginning at a word is said to be.
  var kinds: [AreaMention.Kind?] = []
}

/// An area named in an address, with its kind.
public struct AreaMention: Hashable, Sendable {
  /// What kind of area it is said to be.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case village, district, regency, city, province

    /// The administrative level of such areas.
    public var level: AdministrativeLevel {
      switch self {
      case .village: .village
      case .district: .district
      case .regency, .city: .regency
      case .province: .province
      }
    }
  }

  /// The kind.
  public var kind: Kind
  /// The name, with what follows it up to the next stop or marker.
  public var name: String
}

/// A landmark named in an address.
public struct Landmark: Hashable, Sendable {
  /// Where the place is, seen from the landmark.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case at, inFront, behind, beside, opposite, near
  }

  /// Where the place is.
  public var relation: Relation
  /// The landmark's name.
  public var name: String
}

/// What a word of an address was taken for.
enum WordRole: Hashable, Sendable {
  /// Part of a name, no marker says of what.
  case loose
  /// The first word of a street's name.
  case street
  /// A later word of a street's name, which may already belong to what follows it.
  case streetTail
  /// Part of a landmark's name.
  case landmark
  /// Part of a hamlet's name.
  case hamlet
  /// A word that announces what follows; it may still belong to a name (`Kampung Baru`).
  case marker
  /// A number or the like that is no part of a name.
  case taken
}
