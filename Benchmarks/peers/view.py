"""The view that every density is drawn of, in pixels of its own."""

import numpy as np


class View:
    """A rectangle of a Web Mercator lattice; its pixels are one unit wide here."""

    def __init__(self, facts: dict) -> None:
        self.nodes_across = 2.0 ** facts["level"]
        self.first_column, self.first_row = facts["first_column"], facts["first_row"]
        self.columns, self.rows = int(facts["columns"]), int(facts["rows"])
        self.radius = facts["radius"]

    def pixels(self, places: np.ndarray) -> np.ndarray:
        """Places in degrees as columns and rows of the view."""
        longitude, latitude = places.T
        x = (longitude / 360 + 0.5) * self.nodes_across - self.first_column
        y = 0.5 - np.arctanh(np.sin(np.radians(latitude))) / (2 * np.pi)
        return np.column_stack([x, y * self.nodes_across - self.first_row])

    def centers(self) -> np.ndarray:
        """The middles of the pixels, row by row."""
        y, x = np.mgrid[0.5 : self.rows, 0.5 : self.columns]
        return np.column_stack([x.ravel(), y.ravel()])
