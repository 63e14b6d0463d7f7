// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, openPage } from "./support/browser.mjs";
import { startTsudoi } from "./support/tsudoi.mjs";

const week = 7 * 24 * 3600 * 1000;

let server;
let browser;
before(async () => {
  server = await startTsudoi();
  server.addStaff("hana", "organiser", "correct horse battery");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function logIn(page, password) {
  await page.fill("input[name=user]", "hana");
  await page.fill("input[name=password]", password);
  await page.click("button[type=submit]");
}

const replayUntil = async () => Date.parse((await (await fetch(`${server.url}/api/seminars/demo`)).json()).replayUntil);

test("an organiser logs in, extends a replay and logs out for good", async () => {
  const { context, page, faults } = await openPage(browser);
  await page.goto(`${server.url}/studio`);
  await logIn(page, "wrong");
  await page.waitForSelector("[role=alert] .attention");
  await logIn(page, "correct horse battery");
  await page.waitForSelector(".people");

  const desk = await openPage(browser, { viewport: { width: 1280, height: 720 } });
  await desk.page.goto(server.studio);
  await desk.page.click("text=終了する");
  await page.waitForSelector("text=録画の公開は", { timeout: 60_000 });
  const before = await replayUntil();
  await page.click("text=公開期間を1週間延ばす");
  await page.waitForFunction(
    async (earlier) => Date.parse((await (await fetch("/api/seminars/demo")).json()).replayUntil) > earlier,
    before,
  );
  assert.ok(Math.abs((await replayUntil()) - before - week) < 2_000);

  assert.equal(await page.evaluate(() => fetch("/api/session").then((answer) => answer.status)), 200);
  await page.click("text=ログアウト");
  await page.waitForSelector("input[name=user]");
  await page.reload();
  await page.waitForSelector("input[name=user]");
  assert.equal(await page.evaluate(() => fetch("/api/session").then((answer) => answer.status)), 401);
  assert.deepEqual(faults, []);
  await desk.context.close();
  await context.close();
});

test("the names on the disk are for the server's account only", () => {
  assert.equal(statSync(server.data).mode & 0o777, 0o700);
});
