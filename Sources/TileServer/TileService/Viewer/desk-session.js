// Recording a session that was held in a village.

import * as api from "./api.js";
import { choice, dayInput, field, form, recorded, villageLine } from "./desk-kit.js";
import { element } from "./dom.js";
import { word } from "./words.js";

const kinds = ["edukasi", "layanan", "rapat", "kunjungan"];

export function sessionForm(desk) {
  const kind = choice(kinds, (one) => word(`activity.${one}`));
  const day = dayInput();
  const participants = element("input", { type: "number", min: 0, max: 100_000, step: 1, inputmode: "numeric" });
  const send = async () => {
    const village = desk.village();
    if (!village) throw new api.RequestFailure("noVillage");
    const session = await api.addSession({
      code: village.code, kind: kind.value, date: day.value,
      ...(participants.value ? { participants: Number(participants.value) } : {}),
    });
    participants.value = "";
    recorded(desk, () => word("desk.sessionAdded", { kind: word(`activity.${session.kind}`), name: village.name }),
      () => api.removeSession(session.id));
  };
  return form(word("desk.record"), [
    villageLine(desk), field(word("desk.kind"), kind), field(word("desk.day"), day),
    field(word("desk.participants"), participants),
  ], send);
}
