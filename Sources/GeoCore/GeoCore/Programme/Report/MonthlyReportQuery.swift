import GeoPrimitives
import GeoStore
public import Places

/// Which monthly report is asked for: that of an area or of an office.
public struct MonthlyReportQuery: Hashable, Sendable {
  /// What the report is about.
  public enum Subject: Hashable, Sendable {
    /// A province, regency, district or village.
    case area(AreaCode)
    /// An office, by its identifier: all of its area of responsibility.
    case office(String)
  }

  /// What the report is about.
  public let subject: Subject
  /// The month.
  public let month: CalendarMonth

  /// The parameters.
  public static let described: [ParameterDescription] = [.reportArea, .reportOffice, .reportMonth]

  /// A query from parameters.
  /// - Throws: `RequestError.badValue` naming the parameter.
  public init(_ parameters: QueryParameters) throws(RequestError) {
    let area = try parameters.areaCode("area")
    switch (area, parameters["office"]) {
    case (let area?, nil): subject = .area(area)
    case (nil, let office?): subject = .office(office)
    default:
      throw .badValue(
        parameter: "area", value: parameters["area"] ?? "", expected: "either an area or an office")
    }
    let text = parameters["month"] ?? ""
    guard let month = CalendarMonth(text) else {
      throw .badValue(parameter: "month", value: text, expected: "a month such as 2026-10")
    }
    self.month = month
  }
}

/// The villages that a report is about.
struct ReportScope: Sendable {
  /// The office; `nil` for the report of an area.
  let office: OfficeRecord?
  /// The codes of the areas.
  let codes: [String]
  /// What it is called; empty where no file told it.
  let name: String
  /// The positions of the villages, ascending.
  let villages: [Int]
}

extension DatasetSnapshot {
  /// The villages of a report's subject.
  /// - Throws: `RequestError.badValue` for an unknown office and for areas without villages.
  func scope(of subject: MonthlyReportQuery.Subject) throws(RequestError) -> ReportScope {
    switch subject {
    case .area(let code):
      let name = layer(code.level).area(code: code.text)?.name
      return ReportScope(
        office: nil, codes: [code.text], name: name ?? "",
        villages: try villagePositions(within: code, parameter: "area"))
    case .office(let id):
      guard let office = offices.first(where: { $0.id == id }) else {
        let known = offices.map(\.id).joined(separator: ", ")
        throw .badValue(parameter: "office", value: id, expected: "one of \(known)")
      }
      var villages: Set<Int> = []
      for text in office.area {
        guard let code = try? AreaCode(text) else { continue }
        villages.formUnion(try villagePositions(within: code, parameter: "office"))
      }
      return ReportScope(
        office: office, codes: office.area, name: office.name, villages: villages.sorted())
    }
  }
}
