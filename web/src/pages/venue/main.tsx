// SPDX-License-Identifier: GPL-3.0-or-later
import "../../styles/base.css";
import "./venue.css";
import { render } from "preact";
import { keepDocumentLanguage } from "../../i18n/index.ts";
import { VenueCtrl } from "./ctrl.ts";
import { pageTitle } from "./title.ts";
import { Page } from "./view/page.tsx";

const ctrl = new VenueCtrl();
keepDocumentLanguage(() => pageTitle(ctrl.line.state.value));
render(<Page ctrl={ctrl} />, document.getElementById("page")!);
ctrl.start();
