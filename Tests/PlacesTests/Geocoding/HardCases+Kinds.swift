/// Further addresses written by hand, by what makes them hard.
extension HardCases {
  /// Regencies and cities of one name.
  static let twins: [(text: String, code: String)] = [
    ("Purut Lumbang Kab Probolinggo", "35.13.24.2010"),
    ("Sumber Wetan, Kota Probolinggo", "35.74.05.1003"),
    ("kembaran candimulyo kab. magelang", "33.08.15.2008"),
    ("Potrobangsan, Magelang Utara, Kota Magelang", "33.71.02.1004"),
    ("Desa Monta Baru, Lambu, Bima NTB", "52.06.12.2014"),
    ("Kel Paruga Rasanae Barat Bima", "52.72.01.1001"),
    ("Pasinan Lekok Pasuruan", "35.14.22.2009"),
    ("Wirogunan, Purworejo, Kota Pasuruan", "35.75.02.1002"),
    ("tamaila utara tolangohula gorontalo", "75.01.13.2018"),
    ("Heledulaa Utara, Kota Timur, Kota Gorontalo", "75.71.05.1003"),
    ("Lebaksiu Lor Tegal", "33.28.06.2003"),
    ("kel. mangkukusuman tegal timur kota tegal", "33.76.02.1004"),
    ("Sukacai Kec Baros Kab Serang", "36.04.22.2005"),
    ("Tembong, Cipocok Jaya, Serang", "36.73.05.1006"),
    ("Klamana Sorong Timur", "96.71.02.1002"),
    ("Kabupaten Semarang", "33.22"), ("Kota Semarang", "33.74"), ("Kodya Bogor", "32.71"),
    ("Kab. Bogor, Jabar", "32.01"), ("Malang City, East Java", "35.73"),
    ("Malang Regency", "35.07"), ("kota adm jakarta selatan", "31.74"),
  ]

  /// Villages named like their district.
  static let namesakes: [(text: String, code: String)] = [
    ("Desa Karangjambu Kec. Karangjambu Purbalingga", "33.03.17.2003"),
    ("Pekon Adiluwih, Adiluwih, Pringsewu", "18.10.07.2001"),
    ("Torjun, Torjun, Sampang", "35.27.02.2012"),
    ("Ds. Munjul Kec. Munjul Pandeglang Banten", "36.01.08.2008"),
    ("Kec. Munjul, Pandeglang", "36.01.08"),
    ("Desa Galis, Galis, Bangkalan", "35.26.18.2007"),
    ("Kecamatan Nagreg Kabupaten Bandung", "32.04.26"),
    ("kalurahan banguntapan kapanewon banguntapan bantul", "34.02.12.2002"),
    ("Kelurahan Waru Kec Waru PPU Kaltim", "64.09.02.1003"),
    ("Kel. Benteng, Kec. Benteng, Kepulauan Selayar", "73.01.01.1002"),
    ("Desa Ampibabo Kec Ampibabo Parigi Moutong Sulteng", "72.08.02.2009"),
    ("kec kwadungan ngawi", "35.21.06"),
  ]

  /// Questions with an RW or RT and little else.
  static let units: [(text: String, code: String)] = [
    ("RW 05 Tanjung Uban Selatan", "21.01.07.1003"),
    ("warga RW 7 Singoyudan Mirit", "33.05.08.2008"),
    ("RT.001 RW.003 Petisbenem Duduksampeyan", "35.25.05.2013"),
    ("rw 02 kel potrobangsan", "33.71.02.1004"),
    ("003/004 Bulangkulon Benjeng Gresik", "35.25.04.2010"),
    ("rt 4/rw 1 brumbungan lor gending", "35.13.18.2001"),
    ("RT/RW 002/001, Satui Barat, Satui, Tanbu", "63.10.04.2008"),
    ("RW II Dusun Krajan Sumberarum Tempuran", "33.08.11.2002"),
  ]

  /// Streets and landmarks that are named like other places.
  static let streets: [(text: String, code: String)] = [
    ("Jl. Semarang No. 8, Kel. Babakan, Kec. Tangerang, Kota Tangerang", "36.71.01.1008"),
    ("Jalan Raya Serang KM 14, Pangkat, Jayanti, Kab. Tangerang", "36.03.02.2001"),
    ("depan Pasar Minggu, Uta, Mimika Barat Tengah", "94.04.12.2002"),
    ("Gg. Surabaya RT 3 Hargomulyo Gedangsari Gunungkidul", "34.03.14.2001"),
    ("Jl. Malang, Luwuk, Gunungsari, Kab. Serang", "36.04.33.2006"),
    ("simpang Medan, Tema Tana, Loli, Sumba Barat", "53.12.10.2009"),
    ("Jln Jakarta 5 Lompio Banggai, Banggai Laut", "72.11.01.1005"),
    ("belakang SDN Bandung, Bareng, Sekar, Bojonegoro", "35.22.27.2006"),
  ]

  /// All of these.
  static let kinds = twins + namesakes + units + streets
}
