// A change of a village's place in the programme, with its decree.

import * as api from "./api.js";
import { choice, dayInput, field, form, recorded, textInput, villageLine } from "./desk-kit.js";
import { word } from "./words.js";

const stages = ["calon", "ditetapkan", "aktif", "nonaktif"];

export function programmeForm(desk) {
  const status = choice(stages, (one) => word(`status.${one}`));
  const since = dayInput();
  since.removeAttribute("max");
  const decree = textInput();
  const phase = textInput({ maxlength: 20 });
  const office = textInput({ maxlength: 60 });
  // A village is named by decree; the other stages may come without one.
  const require = () => (decree.required = status.value === "ditetapkan");
  status.addEventListener("change", require);
  const send = async () => {
    const village = desk.village();
    if (!village) throw new api.RequestFailure("noVillage");
    const stage = { status: status.value, since: since.value };
    for (const [key, input] of Object.entries({ decree, phase, office })) {
      if (input.value.trim()) stage[key] = input.value.trim();
    }
    const { previous } = await api.setStage(village.code, stage);
    recorded(desk, () => word("desk.stageSet", { status: word(`status.${stage.status}`), name: village.name }),
      () => (previous ? api.setStage(village.code, known(previous)) : api.removeStage(village.code, stage)));
  };
  return form(word("desk.record"), [
    villageLine(desk), field(word("desk.status"), status), field(word("desk.since"), since),
    field(word("desk.decree"), decree), field(word("desk.phase"), phase), field(word("desk.office"), office),
  ], send);
}

const known = (stage) => Object.fromEntries(Object.entries(stage).filter(([, value]) => value !== null));
