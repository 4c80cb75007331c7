// Whether a choice leaves anything to draw. The server says so tile by tile (204), so the few tiles
// that hold the whole data are asked once per choice.

import { isEmptyTile } from "./api.js";

const largestCount = 4;

/** The tiles of the highest zoom at which at most four hold the extent. */
export function coveringTiles([west, south, east, north]) {
  let tiles = [{ z: 0, x: 0, y: 0 }];
  for (let z = 1; z <= 12; z += 1) {
    const finer = tilesAt(z, west, south, east, north);
    if (finer.length > largestCount) break;
    tiles = finer;
  }
  return tiles;
}

function tilesAt(z, west, south, east, north) {
  const count = 2 ** z;
  const limit = (value) => Math.min(Math.max(Math.floor(value), 0), count - 1);
  const column = (longitude) => limit((longitude / 360 + 0.5) * count);
  const row = (latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return limit((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count);
  };
  const tiles = [];
  for (let x = column(west); x <= column(east); x += 1) {
    for (let y = row(north); y <= row(south); y += 1) tiles.push({ z, x, y });
  }
  return tiles;
}

/** Whether no tile over the extent holds any heat; one that does ends the search. */
export async function isEmpty(extent, parameters, signal) {
  for (const tile of coveringTiles(extent)) {
    if (!(await isEmptyTile(tile, parameters, signal))) return false;
  }
  return true;
}
