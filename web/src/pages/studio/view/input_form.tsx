// SPDX-License-Identifier: GPL-3.0-or-later
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/index.ts";
import type { Device, InputKind, InputView, NewInput } from "../../../protocol.ts";
import type { StudioCtrl } from "../ctrl.ts";
import type { PanelKind } from "../panelists.ts";
import { isShown } from "../scene.ts";
import { CopyField } from "./copy_field.tsx";
import { FormFailure } from "./form_failure.tsx";

/** A panelist is invited, not added as an input. */
const kinds: readonly Exclude<InputKind, PanelKind>[] = ["device", "file", "image", "rtsp", "srt", "rtmp", "whip", "test"];
const scans = ["auto", "progressive", "interlaced"] as const;
const networkKinds: readonly InputKind[] = ["rtsp", "srt", "rtmp"];
/** Never interlaced. */
const progressiveKinds: readonly InputKind[] = ["image", "test", "whip"];

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? "").trim();
}

/** Only what the kind needs; an empty passphrase means "as it is". */
export function inputFromForm(data: FormData, kind: InputKind): NewInput {
  const input: NewInput = { name: textOf(data, "name"), kind };
  if (kind === "file" || kind === "image") input.path = textOf(data, "path");
  if (kind === "file") input.loop = data.get("loop") !== null;
  if (networkKinds.includes(kind)) input.url = textOf(data, "url");
  if ((kind === "srt" || kind === "whip") && textOf(data, "passphrase")) input.passphrase = textOf(data, "passphrase");
  if (kind === "device") {
    input.videoDevice = textOf(data, "videoDevice");
    input.audioDevice = textOf(data, "audioDevice");
  }
  if (!progressiveKinds.includes(kind)) input.interlacing = textOf(data, "interlacing") as NewInput["interlacing"];
  return input;
}

function DeviceSelect(props: { name: "videoDevice" | "audioDevice"; devices: Device[]; chosen: string }) {
  const { name, devices, chosen } = props;
  const kind = name === "videoDevice" ? "video" : "audio";
  const listed = devices.filter((device) => device.kind === kind);
  const missing = chosen !== "" && !listed.some((device) => device.id === chosen);
  return (
    <label>
      {t(`form.${name}`)}
      <select name={name}>
        <option value="">{t("form.none")}</option>
        {missing && (
          <option value={chosen} selected>
            {chosen}
          </option>
        )}
        {listed.map((device) => (
          <option key={device.id} value={device.id} selected={device.id === chosen}>
            {device.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function DeviceFields({ ctrl, input }: { ctrl: StudioCtrl; input: InputView | null }) {
  const [devices, setDevices] = useState<Device[]>([]);
  useEffect(() => void ctrl.call("studio.devices", {}).then((answer) => setDevices(answer?.devices ?? [])), []);
  return (
    <>
      <DeviceSelect name="videoDevice" devices={devices} chosen={input?.videoDevice ?? ""} />
      <DeviceSelect name="audioDevice" devices={devices} chosen={input?.audioDevice ?? ""} />
    </>
  );
}

function FileFields({ kind, input }: { kind: InputKind; input: InputView | null }) {
  return (
    <>
      <label>
        {t("form.path")}
        <input name="path" required maxLength={4096} defaultValue={input?.path ?? ""} />
      </label>
      {kind === "file" && (
        <label class="check">
          <input type="checkbox" name="loop" defaultChecked={input?.loop ?? true} /> {t("form.loop")}
        </label>
      )}
    </>
  );
}

function NetworkFields({ kind, input }: { kind: InputKind; input: InputView | null }) {
  return (
    <>
      <label>
        {t("form.url")}
        <input name="url" required maxLength={2048} defaultValue={input?.url ?? ""} placeholder={`${kind}://`} />
      </label>
      {kind === "srt" && (
        <label>
          {t("form.passphrase")}
          <input
            name="passphrase"
            type="password"
            maxLength={128}
            autocomplete="off"
            placeholder={input?.hasPassphrase ? t("form.passphrase.keep") : ""}
          />
        </label>
      )}
    </>
  );
}

/** 16 random bytes: nobody guesses that. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const whipAddress = (id: string): string => `${location.origin}/whip/${id}`;

/** The key is shown while it is chosen; the server never tells it again. */
function WhipFields({ id, input }: { id: string | null; input: InputView | null }) {
  const [key] = useState(() => (input ? "" : randomKey()));
  return (
    <>
      {id !== null && <CopyField label={t("form.whip.url")} value={whipAddress(id)} />}
      <label>
        {t("form.whip.key")}
        <input
          name="passphrase"
          required={!input}
          minLength={10}
          maxLength={79}
          autocomplete="off"
          spellcheck={false}
          defaultValue={key}
          placeholder={input ? t("form.passphrase.keep") : ""}
        />
      </label>
    </>
  );
}

/** What to type into OBS; shown once, because of the key. */
function WhipMade({ id, password, close }: { id: string; password: string; close: () => void }) {
  return (
    <div class="form">
      <p>{t("form.whip.help")}</p>
      <CopyField label={t("form.whip.url")} value={whipAddress(id)} />
      <CopyField label={t("form.whip.key")} value={password} />
      <button type="button" class="strong" onClick={close}>
        {t("close")}
      </button>
    </div>
  );
}

interface KindProps {
  ctrl: StudioCtrl;
  kind: InputKind;
  id: string | null;
  input: InputView | null;
}

function KindFields({ ctrl, kind, id, input }: KindProps) {
  return (
    <>
      {kind === "device" && <DeviceFields ctrl={ctrl} input={input} />}
      {(kind === "file" || kind === "image") && <FileFields kind={kind} input={input} />}
      {kind === "whip" && <WhipFields id={id} input={input} />}
      {networkKinds.includes(kind) && <NetworkFields kind={kind} input={input} />}
      {!progressiveKinds.includes(kind) && (
        <label>
          {t("form.interlacing")}
          <select name="interlacing">
            {scans.map((scan) => (
              <option key={scan} value={scan} selected={scan === (input?.interlacing ?? "auto")}>
                {t(`form.interlacing.${scan}`)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function ExistingActions({ ctrl, id }: { ctrl: StudioCtrl; id: string }) {
  const inProgramme = isShown(id, ctrl.snapshot.value!.programme); // the server refuses it, on air or not
  const remove = async (): Promise<void> => {
    if (await ctrl.call("studio.input.remove", { id })) ctrl.drawer.value = null;
  };
  return (
    <div class="form-row">
      <button type="button" onClick={() => void ctrl.call("studio.input.restart", { id })}>
        {t("form.restart")}
      </button>
      <button type="button" class="danger" disabled={inProgramme} onClick={() => void remove()}>
        {t("form.remove")}
      </button>
      {inProgramme && <p class="quiet">{t("form.inProgramme")}</p>}
    </div>
  );
}

/** Adds an input (id null) or changes one. */
export function InputForm({ ctrl, id }: { ctrl: StudioCtrl; id: string | null }) {
  const input = id === null ? null : (ctrl.snapshot.value!.inputs[id] ?? null);
  const [kind, setKind] = useState<InputKind>(input?.kind ?? "device");
  const [made, setMade] = useState<{ id: string; password: string } | null>(null);
  const close = (): void => void (ctrl.drawer.value = null);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = inputFromForm(new FormData(event.target as HTMLFormElement), kind);
    if (id !== null) {
      if (await ctrl.call("studio.input.update", { input: { ...given, id } })) close();
      return;
    }
    const answer = await ctrl.call("studio.input.add", { input: given });
    if (answer && kind === "whip") setMade({ id: answer.id, password: given.passphrase ?? "" });
    else if (answer) close();
  };
  if (made) return <WhipMade id={made.id} password={made.password} close={close} />;
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <label>
        {t("form.name")}
        <input name="name" required maxLength={100} defaultValue={input?.name ?? ""} />
      </label>
      <label>
        {t("form.kind")}
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value as InputKind)}>
          {kinds.map((name) => (
            <option key={name} value={name}>
              {t(`form.kind.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <KindFields key={kind} ctrl={ctrl} kind={kind} id={id} input={input} />
      <FormFailure ctrl={ctrl} />
      <div class="form-row">
        <button type="submit" class="strong">
          {t(id === null ? "form.add" : "save")}
        </button>
        <button type="button" onClick={close}>
          {t("cancel")}
        </button>
      </div>
      {id !== null && <ExistingActions ctrl={ctrl} id={id} />}
    </form>
  );
}
