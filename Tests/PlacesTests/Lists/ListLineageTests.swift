import Places
import Testing

@Suite("Lineage from two lists of names")
struct ListLineageTests {
  private let old = [
    "35": "JAWA TIMUR", "35.01": "KAB. PACITAN", "35.01.01": "Donorojo", "35.01.02": "Punung",
    "35.01.01.2001": "Sukamaju", "35.01.01.2002": "Mekar Sari", "35.01.01.2003": "Sungai Baru",
    "35.01.02.2001": "Sidomulyo", "35.01.02.2002": "Karanganyar",
  ]

  @Test("lists that agree but for spelling have no lineage")
  func spelling() {
    let new = old.merging([
      "35": "Jawa Timur", "35.01": "Kabupaten Pacitan", "35.01.01.2002": "MEKARSARI",
      "35.01.01.2003": "Sei Baru",
    ]) { $1 }
    #expect(changes(to: new).isEmpty)
  }

  @Test("villages of a district that got another code are found by their names")
  func movedDistrict() {
    let new = replacing("35.01.01", by: "35.01.09")
    #expect(
      changes(to: new) == [
        "35.01.01.2001 move 35.01.09.2001 same_district",
        "35.01.01.2002 move 35.01.09.2002 same_district",
        "35.01.01.2003 move 35.01.09.2003 same_district",
      ])
  }

  @Test("provinces that were split keep their regencies by name")
  func splitProvince() {
    var new = replacing("35.01", by: "39.01")
    new["39"] = "Jawa Timur Jauh"
    #expect(changes(to: new).count == 5)
    #expect(
      changes(to: new).allSatisfy { $0.contains(" move 39.01.") && $0.hasSuffix("same_district") })
  }

  @Test("a village of another kind is an upgrade")
  func upgrade() {
    var new = old
    new["35.01.02.2001"] = nil
    new["35.01.02.1001"] = "Sidomulyo"
    #expect(changes(to: new) == ["35.01.02.2001 upgrade 35.01.02.1001 same_district"])
  }

  @Test("a village is looked for in the regency, then under similar names, then under its number")
  func fallbacks() {
    var new = old
    new["35.01.02.2001"] = nil
    new["35.01.01.2009"] = "Sidomulyo"
    #expect(changes(to: new) == ["35.01.02.2001 move 35.01.01.2009 same_regency"])
    new["35.01.01.2009"] = "Sidomulya"
    #expect(changes(to: new) == ["35.01.02.2001 move 35.01.01.2009 similar_in_regency"])
    new["35.01.01.2009"] = nil
    new["35.01.02.3001"] = "Watu Lanang"
    #expect(changes(to: new) == ["35.01.02.2001 upgrade 35.01.02.3001 same_number"])
  }

  @Test("without any sign of it, a village ended")
  func end() {
    var new = old
    new["35.01.02.2001"] = nil
    #expect(changes(to: new) == ["35.01.02.2001 end "])
  }

  @Test("a code with another name was renamed, unless the old name has another code now")
  func renamed() {
    var new = old
    new["35.01.02.2001"] = "Watu Lanang"
    #expect(changes(to: new) == ["35.01.02.2001 rename 35.01.02.2001 same_number"])
    new["35.01.02.2007"] = "Sidomulyo"
    #expect(changes(to: new) == ["35.01.02.2001 move 35.01.02.2007 same_district"])
  }

  @Test("numbers and sides keep similar names apart")
  func distinctions() {
    let keys = ["Sidomulyo I", "Sidomulyo II", "Sidomulyo 2", "Tanjung Barat", "Tanjung Timur"]
      .map { PlaceNameKey($0) }
    #expect(keys[1].text == keys[2].text)
    #expect(keys[0].distance(to: keys[1]) == nil)
    #expect(keys[3].distance(to: keys[4]) == nil)
    #expect(PlaceNameKey("Tj. Morawa").text == PlaceNameKey("TANJUNG MORAWA").text)
    #expect(PlaceNameKey("Desa Adat Yoboi").text == PlaceNameKey("Yoboi").text)
    #expect(PlaceNameKey("Desa").text == "desa")
    #expect(PlaceNameKey(regency: "KOTA MALANG").text != PlaceNameKey(regency: "KAB. MALANG").text)
    #expect(
      PlaceNameKey(regency: "KOTA ADM. JAKARTA PUSAT").text
        == PlaceNameKey(regency: "Kota Administrasi Jakarta Pusat").text)
    #expect(
      PlaceNameKey(province: "DKI JAKARTA").text
        == PlaceNameKey(province: "Daerah Khusus Ibukota Jakarta").text)
  }

  @Test("villages of one name in a district are paired in the order of their codes, and said so")
  func ambiguous() {
    var before = old
    before["35.01.01.2004"] = "Sukamaju"
    var new = before
    for (from, to) in [("2001", "2011"), ("2004", "2014")] {
      new["35.01.01.\(to)"] = new.removeValue(forKey: "35.01.01.\(from)")
    }
    #expect(
      changes(from: before, to: new) == [
        "35.01.01.2001 move 35.01.01.2011 in_order", "35.01.01.2004 move 35.01.01.2014 in_order",
      ])
  }

  private func replacing(_ prefix: String, by other: String) -> [String: String] {
    var new: [String: String] = [:]
    for (code, name) in old {
      new[code.hasPrefix(prefix) ? other + code.dropFirst(prefix.count) : code] = name
    }
    return new
  }

  private func changes(
    from before: [String: String]? = nil, to new: [String: String]
  ) -> [String] {
    ListLineage(from: list(before ?? old), to: list(new), on: day(2025, 1, 1)).derived().findings
      .map { finding in
        let change = finding.change
        return "\(change.old) \(change.kind.rawValue) \(change.new ?? "")"
          + (finding.rule.map { " \($0)" } ?? "")
      }
  }

  private func list(_ names: [String: String]) -> CodeList {
    var list = CodeList(scheme: .kemendagri)
    for (text, name) in names {
      if let code = try? AreaCode(text) { list.add(code, named: name) }
    }
    return list
  }
}
