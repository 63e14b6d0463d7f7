// SPDX-License-Identifier: GPL-3.0-or-later
import "../../styles/base.css";
import "../../styles/guest.css";
import { render } from "preact";
import { keepDocumentLanguage, t } from "../../i18n/index.ts";
import { Home } from "./view.tsx";

keepDocumentLanguage(() => t("home.page"));
render(<Home />, document.getElementById("page")!);
