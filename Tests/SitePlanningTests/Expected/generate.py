"""Writes exact optima of seeded covering instances, found by HiGHS, for the tests to compare with.

    python3 -m venv V && V/bin/pip install highspy==1.15.1 numpy
    V/bin/python generate.py             writes optima.json
    V/bin/python generate.py --mps FILE  solves an MPS file and prints its optimum

The instances are made of SplitMix64 from their seed, as `SeededInstance.swift` makes them. The model is the textbook's,
written here and not by the program under test: x for a site, z for a demand that is covered or not; where cover decays
with distance, y for a pair, at most x, of which a demand has one.
"""

import json
import math
import sys
from importlib.metadata import version
from pathlib import Path

import highspy

HERE = Path(__file__).resolve().parent
MASK = (1 << 64) - 1


class SplitMix:
    """The generator of the tests."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def next(self) -> int:
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def unit(self) -> float:
        return (self.next() >> 11) * 2.0**-53


class Instance:
    """A square of ten by ten with candidates and demands anywhere in it."""

    def __init__(self, seed: int, candidates: int = 200, demands: int = 1000) -> None:
        random = SplitMix(seed)
        self.seed = seed
        self.sites = [(10 * random.unit(), 10 * random.unit()) for _ in range(candidates)]
        places = [(10 * random.unit(), 10 * random.unit()) for _ in range(demands)]
        self.weights = [1 + random.next() % 100 for _ in range(demands)]
        self.slots = 10 + seed % 11
        self.radius = 0.7 + 0.1 * (seed % 7)
        self.decays = seed % 4 == 3
        self.limited = seed % 2 == 1
        self.shares = [[self.share(site, place) for place in places] for site in self.sites]

    def share(self, site: tuple, place: tuple) -> float:
        across, up = site[0] - place[0], site[1] - place[1]
        distance = math.sqrt(across * across + up * up)
        if not self.decays:
            return 1.0 if distance <= self.radius else 0.0
        return 1 - distance / (2 * self.radius) if distance < 2 * self.radius else 0.0

    def office(self, site: int) -> int:
        return int(self.sites[site][0] / 2.5)

    def regency(self, site: int) -> int:
        return int(self.sites[site][1] / 2.5)

    def optimum(self) -> float:
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("mip_rel_gap", 0.0)
        model.setOptionValue("mip_abs_gap", 1e-6)
        sites = range(len(self.sites))
        x = [model.addBinary() for _ in sites]
        objective = []
        for demand, weight in enumerate(self.weights):
            pairs = [(j, self.shares[j][demand]) for j in sites if self.shares[j][demand] > 0]
            if self.decays:
                y = [model.addVariable(lb=0, ub=1) for _ in pairs]
                for pair, (j, _) in zip(y, pairs):
                    model.addConstr(pair <= x[j])
                if y:
                    model.addConstr(model.qsum(y) <= 1)
                objective += [weight * share * pair for pair, (_, share) in zip(y, pairs)]
            elif pairs:
                z = model.addVariable(lb=0, ub=1)
                model.addConstr(z <= model.qsum(x[j] for j, _ in pairs))
                objective.append(weight * z)
        model.addConstr(model.qsum(x) == self.slots)
        if self.limited:
            for group in range(4):
                members = [x[j] for j in sites if self.office(j) == group]
                model.addConstr(model.qsum(members) <= self.slots // 4 + 1)
                members = [x[j] for j in sites if self.regency(j) == group]
                model.addConstr(model.qsum(members) >= self.slots // 4)
        model.maximize(model.qsum(objective))
        assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return model.getObjectiveValue()


def solve(path: str) -> None:
    """Prints the optimum of a file."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    assert model.readModel(path) == highspy.HighsStatus.kOk, "not read"
    model.run()
    print(model.modelStatusToString(model.getModelStatus()), model.getObjectiveValue())


def main() -> None:
    if sys.argv[1:2] == ["--mps"]:
        solve(sys.argv[2])
        return
    optima = []
    for seed in range(1, 21):
        optima.append({"seed": seed, "optimum": round(Instance(seed).optimum(), 6)})
        print(optima[-1], flush=True)
    text = json.dumps({"solver": f"highspy {version('highspy')}", "optima": optima}, indent=1)
    (HERE / "optima.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
