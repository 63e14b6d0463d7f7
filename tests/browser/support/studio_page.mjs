// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { launch, openPage } from "./browser.mjs";
import { startStudio } from "./studio_fixture.mjs";

/**
 * Every test of the file gets the studio's page on a played server of its own, and fails on what must not happen in the
 * page. The answer has, while a test runs, browser, opened, server and called(method): the parameters of the last call once it is
 * one of this method.
 */
export function studioPage() {
  const studio = {};
  before(async () => (studio.browser = await launch()));
  after(() => studio.browser?.close());
  beforeEach(async () => {
    studio.server = await startStudio();
    studio.opened = await openPage(studio.browser, { viewport: { width: 1280, height: 720 } });
    await studio.opened.page.goto(studio.server.link);
    await studio.opened.page.waitForSelector(".monitors");
  });
  afterEach(async () => {
    assert.deepEqual(studio.opened.faults, []);
    await studio.opened.context.close();
    await studio.server.close();
  });
  studio.called = async (method) => {
    const end = Date.now() + 10_000;
    while (studio.server.calls.at(-1)?.method !== method) {
      if (Date.now() > end) throw new Error(`no ${method}: ${JSON.stringify(studio.server.calls)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    return studio.server.calls.at(-1).params;
  };
  return studio;
}
