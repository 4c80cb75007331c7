// The forms of the office desk.

import { programmeForm } from "./desk-programme.js";
import { monthlyReport } from "./desk-report.js";
import { reportingForm } from "./desk-reporting.js";
import { reviewList } from "./desk-review.js";
import { sessionForm } from "./desk-session.js";
import { triageList } from "./desk-triage.js";

const forms = {
  session: sessionForm, programme: programmeForm, reporting: reportingForm, triage: triageList, review: reviewList,
  report: monthlyReport,
};

/** The form of a task. */
export const deskForm = (task, desk) => forms[task](desk);
