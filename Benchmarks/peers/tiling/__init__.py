"""Cold tiles of the tile server beside those of other tile servers, on the same data in one run."""
