"""Place texts as residents write them: tidy, abbreviated, or in a hurry."""

from random import Random

from . import frame, names
from .places import lon_lat
from .regency import Place, Regency, Village

SPOTS = ["Balai Desa", "Pasar", "Puskesmas", "Lapangan", "SD Negeri 1", "Pos Ronda", "Simpang Tiga"]
TOWN_SPOTS = ["Kantor Kelurahan", "Pasar", "Puskesmas", "Lapangan", "SD Negeri 2", "Simpang Empat"]
NEAR = ["dekat", "depan", "belakang", "samping", "seberang"]


class AddressBook:
    """Writes addresses; every village keeps its own few streets."""

    def __init__(self, seed: int, regency: Regency) -> None:
        self.regency = regency
        self.streets = {
            village.code: frame.stream(seed, f"streets {village.code}").sample(names.STREETS, 6)
            for village in regency.villages
        }

    def text(self, random: Random, level: str, village: Village, hamlet: str, spot: str) -> str:
        """The text of a place known to a level; `spot` names a landmark, if there is one."""
        if level == "kabupaten":
            return random.choice(
                [names.REGENCY, "Kab. Tirta Peraga", "Tirta Peraga, Provinsi Peraga"]
            )
        district = self.regency.districts[village.district].name
        if level == "kecamatan":
            return random.choice(
                [f"Kec. {district}, Kab. Tirta Peraga", f"Kecamatan {district}", f"kec {district}"]
            )
        local = self._local(random, level, village, hamlet, spot)
        text = ", ".join(part for part in (local, self.area(random, village)) if part)
        return text.lower() if random.random() < 0.08 else text

    def area(self, random: Random, village: Village) -> str:
        """Village and district, with the words an office or a resident would use."""
        district = self.regency.districts[village.district].name
        full, short = ("Kelurahan", "Kel.") if village.kelurahan else ("Desa", "Ds.")
        return random.choice(
            [
                f"{full} {village.name}, Kecamatan {district}, {names.REGENCY}",
                f"{full} {village.name}, Kec. {district}, Kab. Tirta Peraga",
                f"{full} {village.name}, Kec. {district}",
                f"{short} {village.name}, Kec. {district}",
                f"{short} {village.name} Kec. {district}",
            ]
        )

    def _local(self, random: Random, level: str, village: Village, hamlet: str, spot: str) -> str:
        """The part of an address inside the village."""
        street = random.choice(self.streets[village.code])
        word = random.choice(["Jl.", "Jl.", "Jl.", "Jalan", "Jln.", "Jln"])
        rt, rw = random.randint(1, 9), random.randint(1, 6)
        block = random.choice(
            [f"RT {rt:02d}/RW {rw:02d}", f"RT.{rt:03d} RW.{rw:03d}", f"RT/RW {rt}/{rw}"]
        )
        quarter = random.choice(["Lingkungan", "Lingk."] if village.kelurahan else
                                ["Dusun", "Dsn.", "Dusun", "Kp."])  # fmt: skip
        if level == "point":
            return self._point(random, village, f"{word} {street}", block, spot)
        if level == "street":
            tail = random.choice(["", "", f" Gang {rw}", f" KM {random.randint(1, 9)}"])
            return random.choice([spot, f"{word} {street}{tail}"]) or f"{word} {street}{tail}"
        if level == "rt":
            return random.choice([f"{block} {quarter} {hamlet}", f"{quarter} {hamlet} {block}"])
        return f"{quarter} {hamlet}" if level == "dusun" else ""

    def _point(self, random: Random, village: Village, street: str, block: str, spot: str) -> str:
        """A house number, or a landmark."""
        if spot and random.random() < 0.6:
            return random.choice([spot, f"{random.choice(NEAR)} {spot}"])
        if random.random() < 0.3:
            public = random.choice(TOWN_SPOTS if village.kelurahan else SPOTS)
            return f"{random.choice(NEAR)} {public} {village.name}"
        number = random.choice(["No. {}", "No. {}", "No {}", "Blok B2/{}"])
        house = number.format(random.randint(1, 90))
        return random.choice([f"{street} {house}, {block}", f"{street} {house}"])

    def hard_text(self, random: Random, kind: str, village: Village, place: Place) -> str:
        """Texts that make a geocoder think: coordinates, a name that two villages bear, a slip
        of the pen."""
        if kind == "coordinates":
            lon, lat = lon_lat(place)
            return random.choice(
                [f"titik {lat:.5f}, {lon:.5f}", f"koordinat {lat:.5f},{lon:.5f} pinggir jalan"]
            )
        if kind == "twin":
            return f"Desa {random.choice(names.TWICE)}, Kab. Tirta Peraga"
        cut = random.randrange(2, len(village.name) - 2)
        slip = village.name[:cut] + village.name[cut + 1 :]
        word = "Kel." if village.kelurahan else "Ds."
        return f"{word} {slip}, Kec. {self.regency.districts[village.district].name}"
