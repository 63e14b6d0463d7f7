// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * media-chrome writes <style> elements into its shadow roots; our Content-Security-Policy refuses inline styles, as it
 * should. Here each of them becomes a constructed style sheet of the same shadow root, which the policy allows. A
 * stand-in of that name (in no HTML namespace, so that it is not a style element even when empty) stays in its place and
 * answers `sheet`, because media-chrome looks for its rules there.
 *
 * Import it before media-chrome.
 */
function adopt(root: ShadowRoot, style: HTMLStyleElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent ?? "");
  const stand = document.createElementNS("urn:tsudoi:stand-in", "style");
  Object.defineProperty(stand, "sheet", { value: sheet });
  style.replaceWith(stand);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function write(root: ShadowRoot, html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const style of template.content.querySelectorAll("style")) adopt(root, style);
  root.replaceChildren(template.content);
}

const attachShadow = Element.prototype.attachShadow;

Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
  const root = attachShadow.call(this, init);
  Object.defineProperty(root, "innerHTML", { set: (html: string) => write(root, html) });
  Object.defineProperty(root, "setHTMLUnsafe", { value: (html: string) => write(root, html) });
  return root;
};
