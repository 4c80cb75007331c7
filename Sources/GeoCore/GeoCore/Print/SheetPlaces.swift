import GeoPrimitives
import GeoStore
import MapRendering
import Places

/// What a sheet is of: an area, or a piece of ground, with its names.
struct SheetSubject: Sendable {
  /// The ground in degrees.
  let box: Envelope
  /// The area; `nil` for a box.
  let code: AreaCode?
  /// The names, the smallest area first.
  let names: [String]
}

extension DatasetSnapshot {
  /// What a printed map is of.
  /// - Throws: `RequestError.badValue` for ground without areas and for unknown codes.
  func subject(
    of ground: MapSheetRequest.Ground, language: DisplayLanguage
  ) throws(RequestError) -> SheetSubject {
    switch ground {
    case .area(let text):
      guard let code = try? AreaCode(text), let area = layer(code.level).area(code: code.text)
      else {
        throw .badValue(
          parameter: "code", value: text,
          expected: "the code of a village, district, regency or province of the workspace")
      }
      return SheetSubject(
        box: area.envelope, code: code, names: names(of: code, language: language))
    case .box(let box):
      guard
        let largest = AdministrativeLevel.allCases.map(layer).first(where: { !$0.areas.isEmpty }),
        !largest.positions(intersecting: box).isEmpty
      else {
        throw .badValue(
          parameter: "bbox",
          value: [box.minX, box.minY, box.maxX, box.maxY].map {
            DecimalText.rounded($0, decimals: 4)
          }.joined(separator: ","), expected: "a box that touches areas of the workspace")
      }
      return SheetSubject(box: box, code: nil, names: names(around: box.center, language))
    case .everything:
      guard !extent.isEmpty else {
        throw .badValue(
          parameter: "bbox", value: "",
          expected: "a workspace that has areas; import villages first")
      }
      return everything(language)
    }
  }

  /// All areas: the one province or regency that there is, or the nation.
  private func everything(_ language: DisplayLanguage) -> SheetSubject {
    for level in [AdministrativeLevel.regency, .province] {
      let areas = layer(level).areas
      if areas.count == 1 {
        return SheetSubject(
          box: extent, code: nil, names: names(of: areas[0].code, language: language))
      }
    }
    return SheetSubject(box: extent, code: nil, names: ["Indonesia"])
  }

  /// The names of an area and of those in which it lies.
  func names(of code: AreaCode, language: DisplayLanguage) -> [String] {
    AdministrativeLevel.allCases.reversed().compactMap { level in
      guard level <= code.level,
        let part = code.ancestor(at: level) ?? (level == code.level ? code : nil)
      else { return nil }
      return name(of: part, language: language)
    }
  }

  /// The name of an area with what it is: `Kecamatan Muara Tirta`.
  func name(of code: AreaCode, language: DisplayLanguage) -> String {
    let name = layer(code.level).area(code: code.text)?.name ?? code.text
    let kind = Self.kind(of: code, language: language)
    // Some files have what an area is in its name.
    let isTold = [kind, "Kabupaten", "Kab", "Kota", "Kecamatan", "Kelurahan", "Desa", "Provinsi"]
      .contains { name.lowercased().hasPrefix($0.lowercased() + " ") }
    return isTold ? name : kind + " " + name
  }

  /// What an area is called by its level and code.
  static func kind(of code: AreaCode, language: DisplayLanguage) -> String {
    let isIndonesian = language == .indonesian
    switch code.level {
    case .province: return isIndonesian ? "Provinsi" : "Province"
    case .regency:
      let isCity = code.text.utf8.dropFirst(3).first.map { $0 >= 55 } ?? false
      return isCity ? (isIndonesian ? "Kota" : "City of") : isIndonesian ? "Kabupaten" : "Regency"
    case .district: return isIndonesian ? "Kecamatan" : "District"
    case .village:
      let isUrban = code.text.utf8.dropFirst(9).first == 49
      return isUrban ? "Kelurahan" : isIndonesian ? "Desa" : "Village"
    }
  }

  private func names(around place: Coordinate, _ language: DisplayLanguage) -> [String] {
    let level = AdministrativeLevel.allCases.last {
      $0 < .village && layer($0).area(containing: place) != nil
    }
    guard let level, let area = layer(level).area(containing: place) else { return [] }
    return names(of: area.code, language: language)
  }

  /// The offices in whose area of responsibility an area lies; the one whose area is smallest first.
  func offices(for subject: SheetSubject) -> [OfficeRecord] {
    let code =
      subject.code?.text ?? villages.area(containing: subject.box.center)?.code.text
      ?? layer(.regency).areas.first.map(\.code.text)
    guard let code else { return [] }
    return offices.filter { office in
      office.area.contains { code == $0 || code.hasPrefix($0 + ".") }
    }.sorted { (-longest($0), $0.id) < (-longest($1), $1.id) }
  }

  private func longest(_ office: OfficeRecord) -> Int {
    office.area.map(\.utf8.count).max() ?? 0
  }
}
