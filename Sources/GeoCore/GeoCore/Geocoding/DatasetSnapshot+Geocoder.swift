public import DisclosureControl
import GeoPrimitives
public import Places

extension DatasetSnapshot {
  /// The kind of the gazetteer's points that are accommodations.
  public static let accommodationKind = "accommodation"
  /// The kind of the gazetteer's points that are immigration offices.
  public static let officeKind = "office"

  /// Finds places in words: the areas of today with the names they had before, accommodations, service
  /// points and offices. Nothing in it comes from tips. It is made when it is first asked for, and again
  /// when what it is made of has changed.
  /// - Complexity: O(n log n) in the areas when it is made, about half a second for the nation's villages.
  public var geocoder: Geocoder {
    places.geocoders.value(for: 0) {
      var geocoder = Geocoder(Gazetteer(areas: gazetteerAreas(), points: gazetteerPoints()))
      let villages = villages
      geocoder.areaAt = { villages.area(containing: $0)?.code }
      return geocoder
    }
  }

  /// The same for somebody: accommodations are answered where their layer is shown to the role, and kinds of
  /// places that a setting withholds are not.
  public func geocoder(
    for disclosure: Disclosure, withoutOffices: Bool = false, withoutServices: Bool = false
  ) -> Geocoder {
    var geocoder = geocoder
    let houses = (try? disclosure.visibleArea(of: .accommodations)) ?? .nowhere
    geocoder.isShown = { point in
      switch point.kind {
      case Self.accommodationKind: point.code.map { houses.contains(code: $0.text) } ?? false
      case Self.officeKind: !withoutOffices
      default: !withoutServices
      }
    }
    return geocoder
  }

  private func gazetteerAreas() -> [GazetteerArea] {
    let before = namesBefore()
    return AdministrativeLevel.allCases.flatMap { level in
      layer(level).areas.map { area in
        let code = area.code.text
        return GazetteerArea(
          code: area.code, name: area.name ?? register.areaNames[code] ?? code,
          oldNames: before[code] ?? [], place: area.label, squareKilometers: area.squareKilometers)
      }
    }.sorted { $0.code < $1.code }
  }

  /// The names that villages had in earlier editions, and those of the villages that became part of them.
  private func namesBefore() -> [String: [String]] {
    var names: [String: [String]] = [:]
    for (code, editions) in register.editions {
      let isCurrent = villages.position(code: code) != nil
      guard !isCurrent || editions.count > 1 else { continue }
      let heirs = isCurrent ? [code] : successors(of: code)
      for name in Set(editions.compactMap(\.name)).sorted() {
        for heir in heirs where villages.area(code: heir)?.name != name {
          names[heir, default: []].append(name)
        }
      }
    }
    return names
  }

  private func successors(of code: String) -> [String] {
    guard case .gone(let descent) = register.graph.standing(of: code, on: today) else { return [] }
    return descent.successors.map(\.code)
  }

  private func gazetteerPoints() -> [GazetteerPoint] {
    let homes = accommodationVillages()
    let houses = accommodations.enumerated().compactMap { row, house in
      house.place.map {
        GazetteerPoint(
          kind: Self.accommodationKind, name: house.name, place: $0,
          code: homes[row].map { villages.areas[$0].code })
      }
    }
    let services = servicePoints.compactMap { service in
      service.place.map { point(service.kind ?? "service_point", service.name, $0) }
    }
    let offices = programme.offices.compactMap { office in
      office.place.map { point(Self.officeKind, office.name, $0) }
    }
    return houses + services + offices
  }

  private func point(_ kind: String, _ name: String, _ place: Coordinate) -> GazetteerPoint {
    GazetteerPoint(
      kind: kind, name: name, place: place, code: villages.area(containing: place)?.code)
  }
}
