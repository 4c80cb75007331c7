"""Invented names of villages, streets and hamlets, compounded as Indonesian place names are.

No name of a person is used, for places or streets. That some compounds are also the names of
real villages cannot be avoided: real villages are named by compounding the same words.
"""

from random import Random

PROVINCE_CODE, PROVINCE = "99", "Peraga"
REGENCY_CODE, REGENCY = "99.01", "Kabupaten Tirta Peraga"

FIRST_WORDS = {
    "town": ["Bandar", "Pasar", "Karang", "Kebon", "Banjar", "Tegal", "Sawah", "Jati", "Randu"],
    "coast": ["Tanjung", "Muara", "Teluk ", "Pasir", "Labuh", "Ujung ", "Karang", "Pantai ",
              "Tambak"],
    "island": ["Pulau ", "Nusa "],
    "plain": ["Sumber", "Suka", "Sido", "Banjar", "Marga", "Bumi", "Tirta", "Mekar", "Kali", "Rawa",
              "Tegal", "Kedung", "Karang", "Jati", "Sawah", "Harapan ", "Panca", "Setia"],
    "hills": ["Giri", "Gunung ", "Bukit ", "Argo", "Lembah ", "Watu", "Wono", "Rimba", "Puncak ",
              "Batu "],
}  # fmt: skip
LAST_WORDS = ["agung", "sari", "mulya", "jaya", "rejo", "makmur", "asri", "indah",
              "wangi", "mukti", "rahayu", "kencana", "bening", "luhur", "lestari",
              "anyar", "wetan", "kulon", "tengah", "sewu", "ampel", "kelapa", "pandan",
              "cemara", "waru", "gading", "layar", "baru"]  # fmt: skip
TOO_FAMOUS = ["Gunung Agung"]
TWICE = ["Sumberagung", "Karangjati"]  # a name alone does not identify a village

STREETS = ["Melati", "Kenanga", "Cempaka", "Flamboyan", "Beringin", "Cemara", "Mahoni",
           "Ketapang", "Pelabuhan", "Pasar Lama", "Lapangan", "Masjid Lama", "Irigasi",
           "Sawah Besar", "Pemuda", "Bahari", "Nelayan", "Samudra", "Mutiara",
           "Angsana", "Kamboja", "Teratai", "Balai Desa", "Poros Desa", "Lingkar",
           "Merdeka", "Veteran", "Jembatan Baru", "Tambak", "Kebun Kelapa"]  # fmt: skip
HAMLETS = ["Krajan", "Kidul", "Lor", "Wetan", "Kulon", "Tengah", "Sumberjo",
           "Sidomukti", "Cikal", "Pandanan", "Gebang", "Kalianyar", "Randusari",
           "Pesisir", "Kebonagung", "Watugede", "Jambean", "Pucangan", "Talang",
           "Sukorame"]  # fmt: skip
QUARTERS = ["Pasar", "Pelabuhan", "Kampung Baru", "Tengah", "Timur", "Barat", "Utara", "Selatan"]


def village_names(random: Random, settings: list[str]) -> list[str]:
    """A name for every village after its setting; all differ."""
    used: set[str] = {name.casefold() for name in TWICE}
    names = []
    for setting in settings:
        while True:
            name = compound(random.choice(FIRST_WORDS[setting]), random.choice(LAST_WORDS))
            if name.casefold() not in used and name not in TOO_FAMOUS:
                break
        used.add(name.casefold())
        names.append(name)
    return names


def compound(first: str, last: str) -> str:
    """`Sumber` + `agung` as one word, `Bukit ` + `asri` as two."""
    return first + (last.capitalize() if first.endswith(" ") else last)
