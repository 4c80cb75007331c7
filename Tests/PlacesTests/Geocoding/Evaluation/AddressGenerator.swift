import GeoPrimitives
import Places
import Support

/// An address with the village it was made from.
struct LabelledAddress {
  var text: String
  var code: AreaCode
  /// A place somewhere in the village: nearer to its middle than to that of any neighbour.
  var place: Coordinate?
}

/// Makes addresses as people write them from the areas of a gazetteer: with abbreviations, typing errors,
/// omissions, old spellings and old names. The same seed makes the same addresses.
struct AddressGenerator {
  private let areas: [GazetteerArea]
  private let positions: [String: Int]
  private let villages: [Int]
  private let cells: [Int: [Int]]
  private var random: SeededRandom

  init(_ areas: [GazetteerArea], seed: UInt64) {
    self.areas = areas
    positions = areas.indices.reduce(into: [:]) { $0[areas[$1].code.text] = $1 }
    villages = areas.indices.filter { areas[$0].code.level == .village && areas[$0].place != nil }
    var cells: [Int: [Int]] = [:]
    for village in villages {
      if let place = areas[village].place { cells[Self.cell(place), default: []].append(village) }
    }
    self.cells = cells
    random = SeededRandom(seed: seed)
  }

  /// The next address; `nil` where there are no villages.
  mutating func next() -> LabelledAddress? {
    guard let village = villages.randomElement(using: &random) else { return nil }
    let code = areas[village].code
    var parts: [String] = []
    if chance(0.4) { parts.append(street()) }
    if chance(0.15) { parts.append(landmark()) }
    if chance(0.45) { parts.append(units()) }
    if chance(0.12) {
      parts.append("\(pick(["Dusun", "Dsn", "Lingkungan"])) \(pick(Self.hamlets))")
    }
    parts.append(named(village, pick(["", "", "Desa ", "Ds. ", "Kel. ", "Kelurahan "])))
    let hasDistrict = chance(0.85)
    if hasDistrict, let district = holder(code, .district) {
      parts.append(named(district, pick(["", "Kec. ", "Kecamatan ", "Kec "])))
    }
    if !hasDistrict || chance(0.75), let regency = holder(code, .regency) {
      parts.append(regencyName(regency))
    }
    if chance(0.45), let province = holder(code, .province) { parts.append(provinceName(province)) }
    return LabelledAddress(text: joined(parts), code: code, place: placeWithin(village))
  }

  private mutating func joined(_ parts: [String]) -> String {
    let separator = pick([", ", ", ", ", ", " ", ". "])
    let text = parts.joined(separator: separator)
    return chance(0.2) ? text.lowercased() : chance(0.1) ? text.uppercased() : text
  }

  private mutating func named(_ area: Int, _ kind: String) -> String {
    var name = areas[area].name
    if let old = areas[area].oldNames.first, chance(0.3) { name = old }
    name = misspelt(abbreviated(name))
    if chance(0.05) { name = oldSpelling(name) }
    if chance(0.05) { name = name.filter { $0 != " " } }
    return kind + name
  }

  private mutating func regencyName(_ area: Int) -> String {
    let whole = areas[area].name
    let isCity = whole.hasPrefix("Kota ")
    let bare = whole.split(separator: " ").drop {
      ["Kabupaten", "Kota", "Administrasi", "Adm.", "Adm"].contains(String($0))
    }.joined(separator: " ")
    let name = misspelt(bare.isEmpty ? whole : bare)
    return (isCity ? pick(["Kota ", "Kota ", ""]) : pick(["Kab. ", "Kabupaten ", "Kab ", ""]))
      + name
  }

  private mutating func provinceName(_ area: Int) -> String {
    if let short = Self.shortProvinces[areas[area].code.text], chance(0.4) { return short }
    return pick(["", "Prov. ", "Provinsi "]) + misspelt(areas[area].name)
  }

  private mutating func street() -> String {
    let number = chance(0.6) ? " No. \(Int.random(in: 1...150, using: &random))" : ""
    let name = chance(0.3) ? villages.randomElement(using: &random).map { areas[$0].name } : nil
    return "\(pick(["Jl. ", "Jalan ", "Jln ", "Gg. "]))\(name ?? pick(Self.streets))\(number)"
  }

  private mutating func landmark() -> String {
    "\(pick(["depan", "belakang", "dekat", "samping"])) \(pick(["masjid Al Ikhlas", "SDN 2", "balai desa", "pasar", "warung kopi"]))"
  }

  private mutating func units() -> String {
    let (rt, rw) = (Int.random(in: 1...14, using: &random), Int.random(in: 1...12, using: &random))
    return pick([
      "RT \(rt) RW \(rw)", "RT/RW \(rt)/\(rw)", "RT 0\(rt)/RW 0\(rw)", "RT.00\(rt) RW.00\(rw)",
      "RW \(rw)",
    ])
  }

  private mutating func abbreviated(_ name: String) -> String {
    guard chance(0.4) else { return name }
    return name.split(separator: " ").map { word in
      Self.abbreviations[String(word)].map { $0 } ?? String(word)
    }.joined(separator: " ")
  }

  /// One letter wrong in one name of eight, two in some longer ones.
  private mutating func misspelt(_ name: String) -> String {
    guard chance(0.12), name.count >= 5 else { return name }
    let once = withError(name)
    return name.count >= 10 && chance(0.25) ? withError(once) : once
  }

  private mutating func withError(_ name: String) -> String {
    var letters = Array(name)
    let position = Int.random(in: 1..<(letters.count - 1), using: &random)
    let letter = pick(["a", "e", "i", "n", "r", "k", "u", "h"]).first ?? "a"
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.remove(at: position)
    case 1: letters.insert(letter, at: position)
    case 2: letters[position] = letter
    default: letters.swapAt(position, position + 1)
    }
    return String(letters)
  }

  private func oldSpelling(_ name: String) -> String {
    var text = name
    for (new, old) in [("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j")] {
      text = text.split(separator: new, omittingEmptySubsequences: false).joined(separator: old)
    }
    return text
  }

  /// A place that is nearer to the village's middle than to any other, found by trying.
  private mutating func placeWithin(_ village: Int) -> Coordinate? {
    guard let middle = areas[village].place else { return nil }
    let cell = Self.cell(middle)
    let around = [-1, 0, 1].flatMap { row in
      [-1, 0, 1].flatMap { cells[cell + row * 10_000 + $0] ?? [] }
    }
    for _ in 0..<400 {
      let reach = 0.08
      let place = Coordinate(
        longitude: middle.longitude + random.uniform(-reach...reach),
        latitude: middle.latitude + random.uniform(-reach...reach))
      let own = Self.square(place, middle)
      let isNearest = around.allSatisfy { other in
        areas[other].place.map { Self.square(place, $0) >= own } ?? true
      }
      if isNearest { return place }
    }
    return nil
  }

  private static func square(_ a: Coordinate, _ b: Coordinate) -> Double {
    let (x, y) = (a.longitude - b.longitude, a.latitude - b.latitude)
    return x * x + y * y
  }

  private static func cell(_ place: Coordinate) -> Int {
    Int(((place.latitude + 90) * 10).rounded(.down)) * 10_000
      + Int(((place.longitude + 180) * 10).rounded(.down))
  }

  private func holder(_ code: AreaCode, _ level: AdministrativeLevel) -> Int? {
    code.ancestor(at: level).flatMap { positions[$0.text] }
  }

  private mutating func chance(_ probability: Double) -> Bool {
    random.uniform(0...1) < probability
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &random) ?? ""
  }

  private static let hamlets = [
    "Krajan", "Sukamaju", "Tengah", "Kauman", "Lor", "Mekarsari", "I", "II",
  ]
  private static let streets = [
    "Sudirman", "Merdeka", "Ahmad Yani", "Diponegoro", "Raya", "Melati", "Veteran", "Pahlawan",
    "Gatot Subroto", "Kartini", "Pasar Baru", "Masjid", "Pelabuhan", "Imam Bonjol",
  ]
  private static let abbreviations = [
    "Tanjung": "Tj.", "Sungai": "Sei", "Kampung": "Kp.", "Gunung": "Gn.", "Padang": "Pd.",
    "Lubuk": "Lb.", "Teluk": "Tlk.", "Simpang": "Sp.", "Pulau": "Pulo", "Selatan": "Sel.",
    "Timur": "Tim.", "Utara": "Utr.", "Batu": "Bt.",
  ]
  private static let shortProvinces = [
    "12": "Sumut", "13": "Sumbar", "16": "Sumsel", "19": "Babel", "21": "Kepri",
    "31": "DKI Jakarta",
    "32": "Jabar", "33": "Jateng", "34": "DIY", "35": "Jatim", "52": "NTB", "53": "NTT",
    "61": "Kalbar", "62": "Kalteng", "63": "Kalsel", "64": "Kaltim", "65": "Kaltara", "71": "Sulut",
    "72": "Sulteng", "73": "Sulsel", "74": "Sultra", "76": "Sulbar", "82": "Malut",
  ]
}
