// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Test pictures and tones as camera and microphone, and peers on this machine. */
const mediaFlags = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

/** media: the pages may use a (fake) camera and send it. instruments: tests make and measure sound without a press. */
export function launch(options) {
  return chromium.launch(launchOptions(options));
}

/** A browser that can be killed, as when somebody pulls the plug. */
export async function launchKillable(options) {
  const server = await chromium.launchServer(launchOptions(options));
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

function launchOptions({ media = false, instruments = false } = {}) {
  const args = [...flags, ...(media ? mediaFlags : []), ...(instruments ? ["--autoplay-policy=no-user-gesture-required"] : [])];
  return { executablePath: chromiumPath, args, headless: true };
}

/** A page that collects what must not happen: uncaught errors, refusals of the Content-Security-Policy, requests elsewhere. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["127.0.0.1", "localhost", ""].includes(url.hostname)) faults.push(`third party: ${request.url()}`);
  });
  return { context, page, faults };
}
