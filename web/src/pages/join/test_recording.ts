// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";

const seconds = 4;

function recorded(recorder: MediaRecorder): Promise<Blob> {
  const parts: Blob[] = [];
  return new Promise((done, failed) => {
    recorder.ondataavailable = ({ data }) => void parts.push(data);
    recorder.onerror = failed;
    recorder.onstop = () => done(new Blob(parts, { type: recorder.mimeType }));
  });
}

/** A few seconds of the own picture and sound, to see and hear oneself as the others do. Stays on this machine. */
export class TestRecording {
  readonly state = signal<"idle" | "recording" | "ready" | "failed">("idle");
  readonly left = signal(0);
  readonly url = signal("");

  readonly possible = typeof MediaRecorder === "function";

  async record(stream: MediaStream): Promise<void> {
    this.forget();
    try {
      const recorder = new MediaRecorder(stream);
      const whole = recorded(recorder);
      recorder.start();
      this.state.value = "recording";
      await this.countDown();
      recorder.stop();
      this.url.value = URL.createObjectURL(await whole);
      this.state.value = "ready";
    } catch {
      this.state.value = "failed";
    }
  }

  forget(): void {
    if (this.url.value) URL.revokeObjectURL(this.url.value);
    this.url.value = "";
    this.state.value = "idle";
  }

  private async countDown(): Promise<void> {
    for (this.left.value = seconds; this.left.value > 0; --this.left.value) {
      await new Promise((done) => setTimeout(done, 1_000));
    }
  }
}
