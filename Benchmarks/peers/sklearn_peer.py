"""scikit-learn: `KernelDensity` with its defaults (a tree, no tolerance), Epanechnikov, exact."""

import numpy as np
from sklearn.neighbors import KernelDensity

from peers.harness import Task, clock
from peers.view import View


def main() -> None:
    task = Task("scikit-learn")
    view = View(task.facts("view"))
    points, centers = view.pixels(task.view()), view.centers()
    estimator = KernelDensity(kernel="epanechnikov", bandwidth=view.radius).fit(points)
    scores = None

    def draw() -> None:
        nonlocal scores
        scores = estimator.score_samples(centers)

    times = clock(1, draw, warm_ups=0)
    facts = task.difference(np.exp(scores).reshape(view.rows, view.columns))
    for path in ("fast", "exact"):
        label = f"view {view.columns} × {view.rows}"
        task.add(f"view.{path}", label, len(points), times, who="KernelDensity", **facts)


if __name__ == "__main__":
    main()
