public import GeoPrimitives
public import Places

/// How settled a village's border is.
public enum BoundaryStatus: String, Hashable, Sendable, CaseIterable {
  /// Laid down by regulation.
  case definitif
  /// Drawn for orientation; not agreed.
  case indikatif
  /// In dispute.
  case sengketa
}

/// A village as a boundary file hands it over: its code, name and area.
public struct VillageRecord: Sendable {
  /// The village code, in the way its scheme writes it.
  public var code: AreaCode
  /// The name without a kind ("Desa", "Kel.") in front.
  public var name: String
  /// How settled the border is.
  public var boundaryStatus: BoundaryStatus
  /// The first day on which the code is valid.
  public var validFrom: CivilDate?
  /// The first day on which it no longer is.
  public var validTo: CivilDate?
  /// The decree or regulation that established it.
  public var decree: String?
  /// The name of its district, where the file tells.
  public var districtName: String?
  /// The name of its regency, where the file tells.
  public var regencyName: String?
  /// The name of its province, where the file tells.
  public var provinceName: String?
  /// The area, in degrees; `nil` for a village that is listed but not drawn.
  public var geometry: MultiPolygon?

  /// Whether it is valid on a day.
  public func isValid(on day: CivilDate) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day < $0 } ?? true)
  }

  /// A village with a definite border and nothing else known.
  public init(code: AreaCode, name: String, geometry: MultiPolygon?) {
    self.code = code
    self.name = name
    self.geometry = geometry
    boundaryStatus = .definitif
  }
}

/// A province, regency or district: dissolved from villages or imported as an outline.
public struct AdministrativeAreaRecord: Sendable {
  /// The code, which also tells the level.
  public var code: AreaCode
  /// The name, where known.
  public var name: String?
  /// The area, in degrees.
  public var geometry: MultiPolygon?

  /// An area from its parts.
  public init(code: AreaCode, name: String?, geometry: MultiPolygon?) {
    self.code = code
    self.name = name
    self.geometry = geometry
  }
}

/// The outline of a province, regency or district as an official file has it.
public struct OfficialAreaRecord: Sendable {
  /// The area with that outline.
  public var area: AdministrativeAreaRecord

  /// An official outline.
  public init(_ area: AdministrativeAreaRecord) { self.area = area }
}
