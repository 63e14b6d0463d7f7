// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../../i18n/index.ts";
import type { InputView } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import { handsOf, isOfPanel, panelistOf } from "../panelists.ts";
import { ordered, tallyOf } from "../scene.ts";
import { Meter } from "./meter.tsx";
import { Picture } from "./monitors.tsx";

const stateMarks: Record<InputView["state"], string> = { live: "●", starting: "◌", hold: "❚❚", lost: "✕" };

/** Words on the state; for a picture that stopped, since when, and what the machine does about it. */
function stateText(ctrl: StudioCtrl, id: string, { kind, state, retryInMs, hasVideo }: InputView): string {
  const words = [t(`studio.input.${state}`)];
  if (state === "hold" || state === "lost") words.push(t("studio.input.age", { seconds: ctrl.ages.seconds(id, ctrl.now.value) }));
  if (state === "lost") words.push(kind === "whip" || isOfPanel(kind) ? t("studio.input.waits") : retryText(retryInMs));
  if (state === "live" && !hasVideo) words.push(t("studio.input.soundOnly"));
  return words.join(" ");
}

function retryText(retryInMs: number | undefined): string {
  return retryInMs ? t("studio.input.retryIn", { seconds: Math.ceil(retryInMs / 1000) }) : t("studio.input.retry");
}

function Input({ ctrl, id, input, number }: { ctrl: StudioCtrl; id: string; input: InputView; number: number }) {
  const { preview, programme } = ctrl.snapshot.value!;
  const tally = tallyOf(id, preview, programme, ctrl.airing.value);
  return (
    <li class={["input", input.state, ...tally].join(" ")}>
      <button
        type="button"
        class="put"
        title={input.problem ? t("studio.input.put", { name: input.name }) : undefined}
        onClick={() => ctrl.putInput(id)}
      >
        <Picture ctrl={ctrl} id={`input:${id}`} label="" />
        {input.hasAudio && <Meter ctrl={ctrl} id={id} label="" />}
        {tally.length > 0 && (
          <span class="tallies">
            {tally.map((place) => (
              <span key={place} class={`tally ${place}`}>
                {t(`studio.tally.${place}`)}
              </span>
            ))}
          </span>
        )}
        <span class="input-line">
          {number <= 9 && <kbd>{number}</kbd>} <span class="input-name">{input.name}</span>
        </span>
        <span class="input-state">
          <span aria-hidden="true">{stateMarks[input.state]}</span> {stateText(ctrl, id, input)}
          <PanelistTags ctrl={ctrl} id={id} input={input} />
        </span>
        <span class="visually-hidden">{t("studio.input.put", { name: input.name })}</span>
      </button>
      <button
        type="button"
        class="settings"
        aria-label={t("studio.input.edit", { name: input.name })}
        onClick={() => (ctrl.drawer.value = { kind: "editInput", input: id })}
      >
        {t("studio.input.change")}
      </button>
    </li>
  );
}

/** Where the panelist of an input is, and that they want to speak. */
function PanelistTags({ ctrl, id, input }: { ctrl: StudioCtrl; id: string; input: InputView }) {
  const panelist = panelistOf(id, input, ctrl.snapshot.value!);
  return (
    <>
      {panelist?.place === "waiting" && <span class="badge">{t("studio.panel.waiting")}</span>}
      {panelist?.hand && <span class="badge hand">{t("studio.panel.hand")}</span>}
      {panelist?.muted && <span class="badge">{t("studio.panel.muted")}</span>}
    </>
  );
}

/** Red while a title is seen. */
function TitlesButton({ ctrl }: { ctrl: StudioCtrl }) {
  return (
    <button type="button" class={ctrl.snapshot.value!.title ? "title-up" : ""} onClick={() => ctrl.toggleDrawer({ kind: "titles" })}>
      {t("studio.title")}
    </button>
  );
}

function PanelistsButton({ ctrl }: { ctrl: StudioCtrl }) {
  const { panelists } = ctrl.snapshot.value!;
  const hands = handsOf(panelists);
  return (
    <button
      type="button"
      aria-expanded={ctrl.drawer.value?.kind === "panelists"}
      onClick={() => ctrl.toggleDrawer({ kind: "panelists" })}
    >
      {t("studio.panel")} {Object.keys(panelists).length}
      {hands > 0 && <span class="badge hand">{t("studio.panel.hands", { count: hands })}</span>}
    </button>
  );
}

export function Inputs({ ctrl }: { ctrl: StudioCtrl }) {
  const inputs = ordered(ctrl.snapshot.value!.inputs);
  return (
    <section class="inputs" aria-label={t("studio.inputs")}>
      <ul>
        {inputs.map(([id, input], index) => (
          <Input key={id} ctrl={ctrl} id={id} input={input} number={index + 1} />
        ))}
        <li class="add">
          <button type="button" onClick={() => ctrl.toggleDrawer({ kind: "addInput" })}>
            + {t("studio.input.add")}
          </button>
          <PanelistsButton ctrl={ctrl} />
          <TitlesButton ctrl={ctrl} />
        </li>
      </ul>
    </section>
  );
}
