// The live map where it can run, still pictures where it cannot, with the reason.

import { StillMap } from "./fallback.js";
import { VillageMap } from "./map.js";
import { notice } from "./notices.js";
import { word } from "./words.js";

/** A map with the face of VillageMap. */
export function makeMap(container, setting) {
  const reason = obstacle();
  if (!reason) return new VillageMap(container, setting);
  notice("fallback", () => word(reason));
  return new StillMap(container, setting);
}

/** Why the live map cannot run, as a key of the catalogue; `null` if it can. */
function obstacle() {
  if (typeof maplibregl === "undefined") return "fallback.noLibrary";
  const canvas = document.createElement("canvas");
  return canvas.getContext("webgl2") ?? canvas.getContext("webgl") ? null : "fallback.noWebGL";
}
