// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { PersonView, SeminarView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { CopyField } from "./copy_field.tsx";
import { FormFailure } from "./form_failure.tsx";

function AddPerson({ ctrl, seminar, added }: { ctrl: StudioCtrl; seminar: string; added(): void }) {
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name)).trim();
    if (!(await ctrl.panel.addPerson(seminar, text("name"), text("affiliation")))) return;
    form.reset();
    added();
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label>
        {t("office.person.name")}
        <input name="name" required maxLength={100} />
      </label>
      <label>
        {t("office.person.affiliation")}
        <input name="affiliation" maxLength={200} />
      </label>
      <FormFailure ctrl={ctrl} />
      <button type="submit">{t("office.person.add")}</button>
    </form>
  );
}

/** The links made in this visit, newest first. A new one comes into sight by itself. */
function MadeLinks({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: string }) {
  const links = ctrl.panel.linksOf(seminar);
  const list = useRef<HTMLDivElement>(null);
  const seen = useRef(links.length);
  useEffect(() => {
    if (links.length > seen.current) list.current?.scrollIntoView({ block: "nearest" });
    seen.current = links.length;
  }, [links.length]);
  if (links.length === 0) return null;
  return (
    <div class="links" ref={list} aria-live="polite">
      <h4>{t("office.links")}</h4>
      {links.map(({ name, link }) => (
        <CopyField key={link} label={t("office.person.link", { name })} value={link} />
      ))}
      <p class="quiet">{t("office.links.once")}</p>
    </div>
  );
}

function Person({ ctrl, seminar, person, changed }: { ctrl: StudioCtrl; seminar: string; person: PersonView; changed?: () => void }) {
  const revoke = async (): Promise<void> => {
    if (await ctrl.call("office.person.revoke", { seminar, person: person.id })) changed?.();
  };
  return (
    <li>
      <span>
        {person.name} <span class="quiet">{person.affiliation}</span>
      </span>
      {person.revoked && <span class="quiet">{t("office.person.revoked")}</span>}
      {!person.revoked && changed && (
        <button type="button" aria-label={`${t("office.person.revoke")}: ${person.name}`} onClick={() => void revoke()}>
          {t("office.person.revoke")}
        </button>
      )}
    </li>
  );
}

/** Who may watch a seminar. */
export function People({ ctrl, seminar }: { ctrl: StudioCtrl; seminar: SeminarView }) {
  const [people, setPeople] = useState<PersonView[]>([]);
  const mayChange = ctrl.panel.mayChange.value;
  const load = async (): Promise<void> => {
    const answer = await ctrl.call("office.person.list", { seminar: seminar.id });
    if (answer) setPeople(answer.people);
  };
  useEffect(() => void load(), []);
  return (
    <>
      <h4>{t("office.people")}</h4>
      <ul class="list people">
        {people.map((person) => (
          <Person key={person.id} ctrl={ctrl} seminar={seminar.id} person={person} changed={mayChange ? () => void load() : undefined} />
        ))}
        {people.length === 0 && <li class="quiet">{t("office.people.none")}</li>}
      </ul>
      {mayChange && <AddPerson ctrl={ctrl} seminar={seminar.id} added={() => void load()} />}
      <MadeLinks ctrl={ctrl} seminar={seminar.id} />
    </>
  );
}
