// The manager's page: six tabs over one session. The server decides and counts; this page shows and asks.
import { ownWords } from "../checks.js";
import { all, byId, notice, say } from "./dom.js";
import * as figures from "./figures.js";
import * as line from "./line.js";
import * as link from "./link.js";
import { login, show as showLogin } from "./login.js";
import * as people from "./people.js";
import * as procedures from "./procedures.js";
import * as settings from "./settings.js";
import * as today from "./today.js";
import { Refused, api, session } from "./wire.js";

const TABS = { today, figures, procedures, settings, people, link };
let tab = "";
let missing = false; // the open tab could not be fetched

ownWords(say);

async function open(name) {
  tab = TABS[name] ? name : "today";
  history.replaceState(null, "", `#${tab}`);
  all("[data-tab]").forEach((one) => one.setAttribute("aria-selected", String(one.dataset.tab === tab)));
  for (const one of Object.keys(TABS)) byId(one).hidden = one !== tab;
  notice("");
  await load();
}

/** Fetch what the open tab shows. Nothing was pressed and nothing sent: a cut line is told where the line is shown. */
async function load() {
  try {
    await TABS[tab].load();
    missing = false;
  } catch (error) {
    if (!session.who) return;
    missing = true;
    if (error instanceof Refused) notice(error.message);
    else line.cut();
  }
}

function enter(who) {
  if (who.role !== "manager") return showLogin(say("web.manager.only"));
  session.who = who;
  byId("who").textContent = who.name;
  byId("login").hidden = true;
  byId("manager").hidden = false;
  line.listen(() => (tab === "today" || missing) && load());
  return open(location.hash.slice(1));
}

function leave(reason = "") {
  session.who = null;
  line.hush();
  for (const one of Object.values(TABS)) one.forget?.();
  notice("");
  showLogin(reason);
}

session.ended = () => leave(say("web.manager.logged_out"));
login.entered = enter;

document.querySelector(".tabs").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-tab]");
  if (pressed) open(pressed.dataset.tab);
});
document.querySelector(".tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = all("[data-tab]");
  const next = tabs[(tabs.findIndex((one) => one.dataset.tab === tab) + step + tabs.length) % tabs.length];
  next.focus();
  open(next.dataset.tab);
});
byId("notice-close").addEventListener("click", () => notice(""));
byId("logout").addEventListener("click", async () => {
  await api("DELETE", "/session").catch(() => null);
  if (session.who) leave();
});
addEventListener("beforeunload", (event) => session.who && settings.isChanged() && event.preventDefault());

api("GET", "/session").then(enter, () => showLogin());
