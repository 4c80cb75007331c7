#!/usr/bin/env python3
"""Makes the demo regency: `generate.py --seed 99 --out shapes` writes the files anew,
`generate.py --check` makes them again and compares them byte by byte with those in the folder."""

import argparse
import sys
import tempfile
from pathlib import Path

from generator import frame, lodging, outreach, preview, soundness, tips, writers
from generator.places import make_chart
from generator.regency import make_regency

HERE = Path(__file__).resolve().parent
TIP_COLUMNS = (
    "id occurred_at category channel origin lon lat place_text radius_m level status summary"
)


def make_files(seed: int) -> dict[str, bytes]:
    """All files of the demo by name."""
    regency = make_regency(seed)
    soundness.check_villages(regency)
    chart = make_chart(seed, regency)
    made_tips = tips.make_tips(seed, chart)
    inns = lodging.make_accommodations(seed, chart)
    offices, services = outreach.make_offices(chart), outreach.make_service_points(chart)
    programme = outreach.make_programme(seed, chart)
    activities = outreach.make_activities(seed, chart, programme)
    soundness.check_places(
        regency,
        [(tip.lon, tip.lat) for tip in made_tips if tip.lon is not None]
        + [(inn.lon, inn.lat) for inn in inns]
        + [(row[4], row[5]) for row in offices]
        + [(row["lon"], row["lat"]) for row in services]
        + [(row[5], row[6]) for row in activities if row[5] is not None],
    )
    shapefile = writers.villages_shapefile(regency)
    return {
        **{f"villages.{extension}": content for extension, content in shapefile.items()},
        "villages.geojson": writers.villages_geojson(regency),
        "population.csv": writers.spreadsheet(
            "code residents as_of", [[v.code, v.residents, "2025-06-30"] for v in regency.villages]
        ),
        "accommodations.csv": writers.spreadsheet(
            "id name kind rooms reporting last_report lon lat",
            [
                [a.id, a.name, a.kind, a.rooms, a.reporting, a.last_report, a.lon, a.lat]
                for a in inns
            ],
        ),
        "guests.csv": writers.spreadsheet(
            "accommodation month guests",
            [[a.id, month, count] for a in inns for month, count in a.guests],
        ),
        "tips.csv": writers.spreadsheet(TIP_COLUMNS, tips.written(made_tips)),
        "offices.csv": writers.table("id name area posts lon lat", offices),
        "service_points.geojson": writers.points_geojson("service_points", services),
        "programme.csv": writers.table(
            "code status since until phase decree office post",
            outreach.written_programme(programme),
        ),
        "activities.csv": writers.table("id code kind date participants lon lat", activities),
        "truth.json": writers.document(
            {"seed": seed, "epsg": frame.EPSG, **tips.truth(made_tips, chart)}
        ),
        "preview.svg": preview.picture(chart, made_tips),
    }


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def differences(made: Path, kept: Path) -> list[str]:
    """The names of the files in `made` that are missing from `kept` or differ there."""
    names = sorted(path.name for path in made.iterdir())
    return [
        name
        for name in names
        if not (kept / name).exists() or (kept / name).read_bytes() != (made / name).read_bytes()
    ]


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="compare with the files in --out")
    options = parser.parse_args()
    files = make_files(options.seed)
    if not options.check:
        write(files, options.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write(files, Path(folder))
        changed = differences(Path(folder), options.out)
    for name in changed:
        print(f"differs: {name}", file=sys.stderr)
    print(f"{len(files) - len(changed)} of {len(files)} files are as generated")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
