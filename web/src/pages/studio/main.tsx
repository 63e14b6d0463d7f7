// SPDX-License-Identifier: GPL-3.0-or-later
import "../../styles/base.css";
import "./studio.css";
import "./desk.css";
import "./drawer.css";
import { render } from "preact";
import { keepDocumentLanguage, t } from "../../i18n/index.ts";
import { StudioCtrl } from "./ctrl.ts";
import { Page } from "./view/page.tsx";

const ctrl = new StudioCtrl();
keepDocumentLanguage(() => t("studio.page"));
render(<Page ctrl={ctrl} />, document.getElementById("page")!);
ctrl.start();
