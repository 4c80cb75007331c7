/// The words that tell what follows them in an address.
enum AddressVocabulary {
  /// What a word announces.
  enum Marker: Hashable, Sendable {
    case street, number, block, kilometer, rt, rw, rtAndRw, hamlet, estate
    case area(AreaMention.Kind)
    case postal, country
    case relation(Landmark.Relation)
    /// A kind of building or crossing that is part of the landmark's own name.
    case landmark
  }

  /// The marker that a word is.
  static func marker(_ word: String) -> Marker? { markers[word] }

  /// Words that follow the name they tell the kind of, as in English (`Bantul Regency`).
  static let suffixes: [String: AreaMention.Kind] = [
    "regency": .regency, "city": .city, "district": .district, "subdistrict": .district,
    "province": .province, "village": .village,
  ]

  /// Words between a kind and a name that say nothing (`Kota Adm. Jakarta Pusat`).
  static let fillers: Set<String> = [
    "adm", "administrasi", "administratif", "daerah", "tingkat", "dati", "istimewa", "khusus",
    "ibukota", "special", "capital", "region", "of",
  ]

  /// The table: what is announced, and the words that announce it.
  private static let table: [(Marker, String)] = [
    (.street, "jalan jl jln jlan gang gg lorong lrg lr street str"),
    (.number, "no nomor nomer nmr"),
    (.block, "blok blk kav kavling kaveling"),
    (.kilometer, "km kilometer"),
    (.rt, "rt"),
    (.rw, "rw"),
    (.rtAndRw, "rtrw"),
    (
      .hamlet,
      "dusun dsn dukuh dk dkh pedukuhan padukuhan lingkungan lingk ling lk banjar br jorong korong"
    ),
    (.estate, "perumahan perum prm komplek kompleks komp griya apartemen rusun rusunawa"),
    (
      .area(.village),
      "desa ds kelurahan kel nagari nag gampong gp pekon kampung kampong kp lembang kalurahan negeri tiyuh ohoi"
    ),
    (
      .area(.district),
      "kecamatan kec kecam kcmtn distrik dist kapanewon panewon kemantren"
    ),
    (.area(.regency), "kabupaten kab kabup"),
    (.area(.city), "kota kodya kotamadya"),
    (.area(.province), "provinsi prov propinsi prop"),
    (.postal, "kodepos pos"),
    (.country, "indonesia ri"),
    (.relation(.inFront), "depan dpn"),
    (.relation(.behind), "belakang blkg blkng"),
    (.relation(.beside), "samping sebelah smpg"),
    (.relation(.opposite), "seberang sebrang"),
    (.relation(.near), "dekat dkt deket sekitar seputaran near"),
    (
      .landmark,
      "pasar ps simpang sp perempatan pertigaan hotel losmen penginapan wisma masjid mesjid musala musholla gereja pura vihara sekolah sd sdn smp smpn sma sman smk puskesmas pustu rs rsud kantor polsek terminal stasiun pelabuhan dermaga bandara jembatan alun pantai toko warung pabrik spbu bank universitas kampus"
    ),
  ]

  private static let markers: [String: Marker] = {
    var markers: [String: Marker] = [:]
    for (marker, words) in table {
      for word in words.split(separator: " ") { markers[String(word)] = marker }
    }
    return markers
  }()
}
