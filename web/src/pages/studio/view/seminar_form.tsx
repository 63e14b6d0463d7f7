// SPDX-License-Identifier: GPL-3.0-or-later
import { useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { AccessPolicy, NewSeminar } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { FormFailure } from "./form_failure.tsx";

const policies: readonly AccessPolicy[] = ["personal", "passcode", "unlisted"];
const defaultPolicy: AccessPolicy = "personal";

function seminarFromForm(data: FormData): NewSeminar {
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const seminar: NewSeminar = {
    title: text("title"),
    speakers: text("speakers"),
    contact: { name: text("contact"), phone: text("phone") },
  };
  if (data.get("meeting") !== null) seminar.meeting = true;
  else seminar.policy = text("policy") as AccessPolicy;
  if (text("startsAt")) seminar.startsAt = new Date(text("startsAt")).toISOString();
  if (text("passcode")) seminar.passcode = text("passcode");
  return seminar;
}

function TextField(props: { name: "title" | "speakers" | "contact" | "phone"; limit: number; required?: boolean }) {
  return (
    <label>
      {t(`office.field.${props.name}`)}
      <input name={props.name} maxLength={props.limit} required={props.required ?? false} />
    </label>
  );
}

function PolicyFields() {
  const [policy, setPolicy] = useState<AccessPolicy>(defaultPolicy);
  return (
    <>
      <label>
        {t("office.field.policy")}
        <select name="policy" value={policy} onChange={(event) => setPolicy(event.currentTarget.value as AccessPolicy)}>
          {policies.map((name) => (
            <option key={name} value={name}>
              {t(`office.policy.${name}`)}
            </option>
          ))}
        </select>
      </label>
      {policy === "passcode" && (
        <label>
          {t("office.field.passcode")}
          <input name="passcode" required minLength={4} maxLength={64} autocomplete="off" />
        </label>
      )}
    </>
  );
}

/** Who takes part: an audience, and who of it; or nobody but those on the panel. */
function KindFields() {
  const [meeting, setMeeting] = useState(false);
  return (
    <>
      <label class="check">
        <input type="checkbox" name="meeting" checked={meeting} onChange={(event) => setMeeting(event.currentTarget.checked)} />{" "}
        {t("meeting.field")}
      </label>
      {meeting ? <p class="quiet">{t("meeting.field.help")}</p> : <PolicyFields />}
    </>
  );
}

export function NewSeminarForm({ ctrl, done }: { ctrl: StudioCtrl; done(id: string): void }) {
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const seminar = seminarFromForm(new FormData(event.target as HTMLFormElement));
    const answer = await ctrl.call("office.seminar.create", { seminar });
    if (answer) done(answer.id);
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <TextField name="title" limit={200} required />
      <TextField name="speakers" limit={500} />
      <label>
        {t("office.field.startsAt")}
        <input name="startsAt" type="datetime-local" />
      </label>
      <TextField name="contact" limit={200} />
      <TextField name="phone" limit={50} />
      <KindFields />
      <FormFailure ctrl={ctrl} />
      <button type="submit" class="strong">
        {t("office.create")}
      </button>
    </form>
  );
}
