/// Short and foreign forms of names of regions, written out.
enum ShortForms {
  /// A short form: the words it stands for, and what kind of area they name.
  struct Form: Sendable {
    var words: [String]
    var kind: AreaMention.Kind?
  }

  /// What a word stands for; `nil` when it stands for itself.
  static func form(_ word: String) -> Form? { forms[word] }

  /// The side of the compass that an English or shortened word names, in Bahasa Indonesia.
  static let sides = [
    "east": "timur", "west": "barat", "north": "utara", "south": "selatan", "central": "tengah",
    "southeast": "tenggara", "sel": "selatan", "tim": "timur", "bar": "barat", "utr": "utara",
    "brt": "barat", "tmr": "timur",
    "ut": "utara", "tgh": "tengah", "teng": "tengah",
  ]

  /// Whether a side stands before the name in English (`East Java`).
  static let englishSides: Set<String> = [
    "east", "west", "north", "south", "central", "southeast",
  ]

  /// Names in English.
  static let foreign = [
    "java": "jawa", "sumatra": "sumatera", "celebes": "sulawesi", "borneo": "kalimantan",
    "moluccas": "maluku", "djakarta": "jakarta", "batavia": "jakarta",
  ]

  /// The names that an English side of the compass stands before.
  static let sidedNames: Set<String> = [
    "java", "jawa", "sumatra", "sumatera", "kalimantan", "sulawesi", "jakarta", "papua", "maluku",
    "nusa", "bandung", "lampung", "lombok", "aceh", "tangerang",
  ]

  private static let provinces: [String: String] = [
    "nad": "aceh", "sumut": "sumatera utara", "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan", "babel": "kepulauan bangka belitung", "kepri": "kepulauan riau",
    "diy": "yogyakarta", "jabar": "jawa barat", "jateng": "jawa tengah", "jatim": "jawa timur",
    "dki": "jakarta", "ntb": "nusa tenggara barat", "ntt": "nusa tenggara timur",
    "kalbar": "kalimantan barat", "kalteng": "kalimantan tengah", "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur", "kaltara": "kalimantan utara", "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah", "sulsel": "sulawesi selatan", "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat", "malut": "maluku utara", "pabar": "papua barat",
    "papteng": "papua tengah", "papeg": "papua pegunungan", "papsel": "papua selatan",
    "pbd": "papua barat daya",
  ]

  private static let cities: [String: String] = [
    "jaksel": "jakarta selatan", "jakpus": "jakarta pusat", "jakbar": "jakarta barat",
    "jaktim": "jakarta timur", "jakut": "jakarta utara", "tangsel": "tangerang selatan",
    "bdg": "bandung", "sby": "surabaya", "smg": "semarang", "mlg": "malang", "mks": "makassar",
    "jogja": "yogyakarta", "yogya": "yogyakarta", "jogjakarta": "yogyakarta", "plg": "palembang",
    "bjm": "banjarmasin", "bjb": "banjarbaru", "siantar": "pematangsiantar",
    "ujungpandang": "makassar",
  ]

  private static let regencies: [String: String] = [
    "kukar": "kutai kartanegara", "kubar": "kutai barat", "kutim": "kutai timur",
    "kobar": "kotawaringin barat", "kotim": "kotawaringin timur", "ppu": "penajam paser utara",
    "oki": "ogan komering ilir", "oku": "ogan komering ulu", "muba": "musi banyuasin",
    "mura": "musi rawas", "pali": "penukal abab lematang ilir", "inhil": "indragiri hilir",
    "inhu": "indragiri hulu", "kuansing": "kuantan singingi", "rohul": "rokan hulu",
    "rohil": "rokan hilir", "madina": "mandailing natal", "sergai": "serdang bedagai",
    "tapsel": "tapanuli selatan", "tapteng": "tapanuli tengah", "taput": "tapanuli utara",
    "labuhanbatu": "labuhan batu", "lamteng": "lampung tengah", "lamsel": "lampung selatan",
    "lamtim": "lampung timur", "lampura": "lampung utara", "tubaba": "tulang bawang barat",
    "lobar": "lombok barat", "loteng": "lombok tengah", "lotim": "lombok timur",
    "klu": "lombok utara", "ksb": "sumbawa barat", "tts": "timor tengah selatan",
    "ttu": "timor tengah utara", "matim": "manggarai timur", "mabar": "manggarai barat",
    "bolmong": "bolaang mongondow", "minut": "minahasa utara", "minsel": "minahasa selatan",
    "mitra": "minahasa tenggara", "halsel": "halmahera selatan", "halut": "halmahera utara",
    "halteng": "halmahera tengah", "halbar": "halmahera barat", "haltim": "halmahera timur",
    "malteng": "maluku tengah", "malra": "maluku tenggara", "mbd": "maluku barat daya",
    "sbb": "seram bagian barat", "sbt": "seram bagian timur", "hst": "hulu sungai tengah",
    "hss": "hulu sungai selatan", "hsu": "hulu sungai utara", "tanbu": "tanah bumbu",
    "tala": "tanah laut", "batola": "barito kuala", "konsel": "konawe selatan",
    "konut": "konawe utara", "lutim": "luwu timur", "lutra": "luwu utara",
    "polman": "polewali mandar",
    "pangkep": "pangkajene kepulauan", "kbb": "bandung barat", "bateng": "bangka tengah",
    "basel": "bangka selatan", "babar": "bangka barat",
  ]

  private static let forms: [String: Form] = {
    var forms: [String: Form] = [:]
    for (table, kind) in [
      (provinces, AreaMention.Kind.province), (cities, nil), (regencies, .regency),
    ] as [([String: String], AreaMention.Kind?)] {
      for (short, long) in table {
        forms[short] = Form(words: long.split(separator: " ").map(String.init), kind: kind)
      }
    }
    for (foreign, own) in foreign { forms[foreign] = Form(words: [own], kind: nil) }
    return forms
  }()
}
