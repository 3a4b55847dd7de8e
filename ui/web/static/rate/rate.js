// Rating on a villager's phone. The server says whether it is time; this page shows that and sends what was chosen.
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const words = JSON.parse(byId("words").textContent);
const say = (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const LOOK_MS = 20000;
const ticket = byId("rate").dataset.ticket;
let told = { state: byId("rate").dataset.state };
let value = 0;
let request = "";
let sending = false;

function show() {
  const asks = told.state === "open" || (told.state === "changeable" && told.asking);
  byId("ask").hidden = !asks;
  byId("said").hidden = asks;
  if (asks) return draw();
  const name = { changeable: "thanks", final: "final", early: "early", over: "over" }[told.state] ?? "unknown";
  const time = told.until?.slice(11, 16);
  byId("said-picture").hidden = !["thanks", "final", "early"].includes(name);
  byId("said-picture").src = `/pictures/rating/${name === "early" ? "ask" : "thanks"}.svg`;
  byId("said-title").textContent = told.place?.headline ?? say(`web.rate.${name}`, { number: told.number });
  byId("place").replaceChildren(...(told.place?.lines ?? []).map(row));
  byId("place").hidden = !told.place?.lines.length;
  const said = told.value ? byId("rate").querySelector(`[data-value="${told.value}"] span`).textContent : "";
  byId("said-hint").textContent = say(`web.rate.${name}.hint`, { value: said, time });
  byId("again").hidden = told.state !== "changeable";
}

function row(text) {
  const one = document.createElement("li");
  one.textContent = text;
  return one;
}

function draw() {
  byId("ask").classList.toggle("picked", !!value);
  all("[data-value]").forEach((one) => one.setAttribute("aria-checked", String(Number(one.dataset.value) === value)));
  all(".reasons").forEach((one) => (one.hidden = Number(one.dataset.for) !== value));
  byId("send").disabled = !value || sending;
}

function problem(text = "") {
  byId("problem").textContent = text;
  byId("problem").hidden = !text;
}

async function ask(path, body) {
  const answer = await fetch(`/api/ratings${path}`, body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const found = await answer.json();
  return answer.ok ? found : Promise.reject(found);
}

async function look() {
  try {
    told = await ask(`/${ticket}`);
  } catch (refused) {
    if (refused.code !== "unknown_ticket") return; // the line is cut or busy: what stands there still holds
    told = { state: "unknown" };
  }
  show();
}

// One choice has one request id until the server has answered it: a press that got no answer is sent again as the same.
const newRequest = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function send() {
  sending = true;
  draw();
  problem();
  request ||= newRequest();
  const reasons = all(`.reasons[data-for="${value}"] [aria-pressed="true"]`).map((one) => one.dataset.reason);
  try {
    told = await ask("", { request_id: request, ticket, value, reasons });
    request = "";
    show();
    scrollTo(0, 0);
  } catch (refused) {
    if (refused.code) request = "";
    problem(refused.detail ?? say("web.rate.cut"));
    if (refused.code?.startsWith("rating_")) await look();
  }
  sending = false;
  draw();
}

byId("rate").addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  if (pressed.dataset.value) value = Number(pressed.dataset.value);
  if (pressed.dataset.reason) pressed.setAttribute("aria-pressed", String(pressed.getAttribute("aria-pressed") !== "true"));
  if (pressed.dataset.value || pressed.dataset.reason) {
    request = "";
    draw();
  }
  if (pressed.id === "send") send();
  if (pressed.id === "again") {
    told.asking = true;
    value = told.value;
    show();
  }
});

if (told.state === "unknown") show();
else look();
setInterval(() => told.state === "early" && !document.hidden && look(), LOOK_MS);
document.addEventListener("visibilitychange", () => told.state === "early" && !document.hidden && look());
