"""esda: Gi* with 999 permutations, compiled by numba. Making the weights is not timed."""

import warnings

import numpy as np
from esda import G_Local
from libpysal.weights import KNN

from peers.harness import Task, clock

AREAS = 83_402


def main() -> None:
    warnings.filterwarnings("ignore")
    task = Task("esda")
    places = np.radians(task.nation()[:AREAS])
    values = np.array([(number * number % 7919) % 23 for number in range(AREAS)], dtype=float)
    across = np.cos(places[:, 1])
    globe = np.c_[
        across * np.cos(places[:, 0]), across * np.sin(places[:, 0]), np.sin(places[:, 1])]
    weights = KNN.from_array(globe, k=8)
    found = None

    def test() -> None:
        nonlocal found
        found = G_Local(
            values, weights, transform="B", star=True, permutations=999, n_jobs=1, seed=1)

    times = clock(1, test)
    task.add(
        "statistics.hotspots.999", "Gi*, 999 permutations", AREAS, times, who="G_Local",
        one_sided_below_5_percent=int((found.p_sim <= 0.05).sum()))


if __name__ == "__main__":
    main()
