// SPDX-License-Identifier: GPL-3.0-or-later
import "../../styles/base.css";
import "./join.css";
import "./drawing.css";
import "./room.css";
import { render } from "preact";
import { keepDocumentLanguage } from "../../i18n/index.ts";
import { JoinCtrl } from "./ctrl.ts";
import { pageTitle } from "./title.ts";
import { Page } from "./view/page.tsx";

const ctrl = new JoinCtrl();
keepDocumentLanguage(() => pageTitle(ctrl.screen.value, ctrl.line.panel.value));
render(<Page ctrl={ctrl} />, document.getElementById("page")!);
ctrl.start();
