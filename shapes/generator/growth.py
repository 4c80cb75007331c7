"""Least-cost growth over the raster: borders, rivers and roads are all found with it.

Regions that grow from their seeds at a speed given by the ground meet on ridges and rivers,
where growth is slow, which is where real village borders lie. Costs are whole numbers, so
that the result is the same on every machine.
"""

import heapq

import numpy as np

from . import frame

STRAIGHT, DIAGONAL = 5, 7  # steps in fifths of a cell: 7/5 stands for √2


def grow(
    cost: np.ndarray,
    sources: list[tuple[int, int, int]],
    zone: np.ndarray | None = None,
    target: int | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Grow regions from sources (cell, label, head start) over cells with cost > 0.

    `zone` keeps each region inside the zone of its source. Returns the label (-1 where nothing
    came) and the previous cell of every cell; stops early when `target` is reached.
    """
    padded_cost, padded_zone = _padded(cost), _padded(zone if zone is not None else cost > 0)
    width = frame.COLS + 2
    steps = [(1, STRAIGHT), (-1, STRAIGHT), (width, STRAIGHT), (-width, STRAIGHT)]
    steps += [(s * width + t, DIAGONAL) for s in (1, -1) for t in (1, -1)]
    label, previous = [-1] * len(padded_cost), [-1] * len(padded_cost)
    distance = [1 << 60] * len(padded_cost)
    queue = []
    for cell, name, start in sources:
        at = _pad(cell)
        distance[at], label[at] = start, name
        heapq.heappush(queue, (start, at))
    goal = _pad(target) if target is not None else -1
    while queue:
        travelled, at = heapq.heappop(queue)
        if travelled > distance[at]:
            continue
        if at == goal:
            break
        here, inside, name = padded_cost[at], padded_zone[at], label[at]
        for offset, length in steps:
            to = at + offset
            if padded_cost[to] <= 0 or padded_zone[to] != inside:
                continue
            total = travelled + (here + padded_cost[to]) * length
            if total < distance[to]:
                distance[to], label[to], previous[to] = total, name, at
                heapq.heappush(queue, (total, to))
    return _unpadded(label), _unpadded_cells(previous)


def path(cost: np.ndarray, start: int, end: int) -> list[int]:
    """The cells of the cheapest way from one cell to another."""
    _, previous = grow(cost, [(start, 0, 0)], target=end)
    cells = way_back(previous, end)
    assert cells[0] == start, f"no way from {frame.place_of(start)} to {frame.place_of(end)}"
    return cells


def way_back(previous: np.ndarray, end: int) -> list[int]:
    """The cells from the source to `end`, read from the table of previous cells."""
    cells, flat = [end], previous.ravel()
    while flat[cells[-1]] >= 0:
        cells.append(int(flat[cells[-1]]))
    return cells[::-1]


def _pad(cell: int) -> int:
    return (cell // frame.COLS + 1) * (frame.COLS + 2) + cell % frame.COLS + 1


def _padded(grid: np.ndarray) -> list[int]:
    return np.pad(grid.astype(np.int64), 1).ravel().tolist()


def _unpadded(values: list[int]) -> np.ndarray:
    grid = np.array(values, dtype=np.int64).reshape(frame.ROWS + 2, frame.COLS + 2)
    return grid[1:-1, 1:-1].copy()


def _unpadded_cells(values: list[int]) -> np.ndarray:
    grid, width = _unpadded(values), frame.COLS + 2
    inner = (grid // width - 1) * frame.COLS + grid % width - 1
    return np.where(grid >= 0, inner, -1)
