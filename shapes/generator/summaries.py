"""Short, neutral texts about places and happenings. Never about persons."""

from random import Random

TEXTS = {
    "tppo": [
        "Tawaran kerja bergaji tinggi tanpa alamat perusahaan beredar {where}",
        "Rumah penampungan tanpa papan nama dilaporkan {where}",
        "Keberangkatan kendaraan tengah malam berulang {where}",
        "Lowongan kerja luar negeri dengan jaminan utang diumumkan {where}",
        "Permintaan penyerahan dokumen asli untuk lowongan dilaporkan {where}",
    ],
    "tppm": [
        "Kapal kecil bersandar tanpa lampu pada malam hari {where}",
        "Perahu cepat menurunkan muatan sebelum subuh {where}",
        "Jadwal penyeberangan tidak resmi ditawarkan {where}",
        "Bongkar muat di luar jam pelabuhan dilaporkan {where}",
        "Mobil bak tertutup menunggu perahu menjelang pagi {where}",
    ],
    "tppm inland": [
        "Kendaraan tertutup menunggu lewat tengah malam {where}",
        "Jadwal penyeberangan tidak resmi ditawarkan {where}",
        "Titik jemput menuju pantai dilaporkan {where}",
    ],
    "pmi": [
        "Lowongan kerja luar negeri tanpa nama perusahaan ditempel {where}",
        "Penawaran berangkat kerja dengan visa kunjungan beredar {where}",
        "Pungutan biaya berangkat kerja tanpa kuitansi dilaporkan {where}",
        "Pendaftaran kerja luar negeri tanpa kantor tetap dibuka {where}",
        "Titik kumpul keberangkatan tanpa izin penempatan {where}",
        "Brosur kerja luar negeri tanpa nomor izin dibagikan {where}",
    ],
    "overstay": [
        "Dugaan izin tinggal lewat waktu di penginapan {where}",
        "Penginapan belum melapor beberapa bulan {where}",
        "Vila disewakan lama tanpa laporan menginap {where}",
        "Kegiatan usaha dengan izin kunjungan dilaporkan {where}",
    ],
    "document": [
        "Jasa pengurusan paspor tidak resmi diiklankan {where}",
        "Surat pengantar diduga tidak sesuai ditemukan {where}",
        "Keterangan domisili tidak sesuai untuk pengajuan paspor {where}",
        "Jasa perantara dokumen dilaporkan beroperasi {where}",
    ],
    "service": [
        "Permintaan layanan paspor keliling {where}",
        "Informasi syarat kerja luar negeri diminta {where}",
        "Permintaan penyuluhan keimigrasian {where}",
        "Jarak ke kantor terlalu jauh, diminta hari layanan {where}",
    ],
    "other": [
        "Pertanyaan umum tentang pelaporan penginapan {where}",
        "Papan informasi layanan rusak {where}",
        "Usul kegiatan bersama perangkat desa {where}",
    ],
}
WHERE = {
    "town": ["di sekitar pasar", "di dekat simpang utama", "di kawasan pertokoan",
             "di tepi jalan besar",
             "di lingkungan padat", "di dekat terminal angkutan"],
    "coast": ["di tepi pantai", "di dekat dermaga kecil", "di sekitar muara",
              "di tempat pelelangan ikan",
              "di jalan menuju pantai", "di kawasan penginapan pantai"],
    "island": ["di dermaga pulau", "di tepi pantai pulau", "di sekitar balai desa"],
    "plain": ["di sekitar balai desa", "di warung tepi jalan", "di dekat lapangan desa",
              "di jalan poros desa",
              "di dekat pasar desa", "di pertigaan dusun"],
    "hills": ["di jalan desa menanjak", "di sekitar balai desa", "di pos ronda dusun",
              "di warung dekat sekolah",
              "di jalan menuju perbatasan"],
}  # fmt: skip


def summary(random: Random, category: str, setting: str) -> str:
    """A text for a category of tip in a village of a setting."""
    inland = setting not in ("coast", "island")
    kind = "tppm inland" if category == "tppm" and inland else category
    return random.choice(TEXTS[kind]).format(where=random.choice(WHERE[setting]))
