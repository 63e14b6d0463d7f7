// SPDX-License-Identifier: GPL-3.0-or-later
import "../../styles/base.css";
import "./watch.css";
import { render } from "preact";
import { keepDocumentLanguage, t } from "../../i18n/index.ts";
import { WatchCtrl } from "./ctrl.ts";
import { seminarOfPath } from "./screen.ts";
import { Page } from "./view/page.tsx";

const ctrl = new WatchCtrl(seminarOfPath(location.pathname));
keepDocumentLanguage(() => ctrl.seminar.value?.title ?? t("watch.page"));
render(<Page ctrl={ctrl} />, document.getElementById("page")!);
ctrl.start();
