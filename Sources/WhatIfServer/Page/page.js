// The what-if page: from the controls to a run, and from its events to what is shown.
import { byId, say } from "./dom.js";
import * as controls from "./controls.js";
import * as charts from "./charts.js";
import * as life from "./life.js";
import * as results from "./results.js";
import * as settings from "./setting.js";
import * as tour from "./tour.js";
import { follow, get, post } from "./server.js";

let setting = null;
let stop = () => {};
let pending = null;
let waiting = null;

function complain(refusal) {
  if (refusal.name === "AbortError") return;
  const alert = byId("alert");
  alert.hidden = false;
  say(alert, refusal.words ?? "The server does not answer. Is it still running?");
}

/** Waits a moment after the last change, then asks for a run. */
function changed() {
  life.forget();
  clearTimeout(pending);
  pending = setTimeout(run, 180);
  history.replaceState(null, "", `#${settings.fragment(setting)}`);
}

async function run() {
  stop();
  waiting?.abort();
  const mine = waiting = new AbortController();
  document.documentElement.dataset.complete = "false";
  document.documentElement.dataset.pairs = "none";
  downloads(null);
  if (setting.unknown) {
    return complain({ words: `The link speaks of '${setting.unknown}', which this page does not know.` });
  }
  byId("alert").hidden = true;
  try {
    const accepted = await post("/api/runs", settings.request(setting), {
      signal: mine.signal, busy: seconds => say(byId("progress-text"), `Others are first; trying again in ${seconds} s.`),
    });
    if (mine.signal.aborted) return;
    const path = `/api/runs/${accepted.id}`;
    stop = follow(accepted.events, {
      queued: before => say(byId("progress-text"), `${before} before this one.`),
      result: (result, isLast) => {
        results.show(result, isLast);
        if (result.complete) downloads(path);
      },
      lost: () => { if (!mine.signal.aborted) pending = setTimeout(run, 1500); },
    });
  } catch (refusal) {
    if (!mine.signal.aborted) complain(refusal);
  }
}

function downloads(path) {
  for (const [id, name] of [["save-yaml", "scenario.yaml"], ["save-csv", "outcomes.csv"]]) {
    const link = byId(id);
    link.setAttribute("aria-disabled", String(path === null));
    if (path) link.href = `${path}/${name}`;
    else link.removeAttribute("href");
  }
}

/** Sets the page to something, what is not named being as it is today. */
function apply(parts) {
  const next = Object.assign(settings.today(), structuredClone(parts));
  next.people = parts.people ?? settings.peopleOf(next.community);
  setting = next;
  controls.show(setting);
  changed();
}

async function share() {
  const button = byId("share");
  try {
    await navigator.clipboard.writeText(location.href);
    say(button, "Link copied");
  } catch {
    say(button, "The address bar holds the link");
  }
  setTimeout(() => say(button, "Copy link"), 2500);
}

function present() {
  const isOn = document.documentElement.classList.toggle("presenting");
  byId("present").setAttribute("aria-pressed", String(isOn));
  charts.redraw();
}

async function begin() {
  let catalogue;
  try {
    catalogue = await get("/api/setting");
  } catch (refusal) {
    return complain(refusal);
  }
  settings.use(catalogue);
  say(byId("version"), catalogue.version);
  say(byId("notice"), catalogue.notice);
  say(byId("cost-notice"), catalogue.costNotice);
  controls.build(catalogue, changed);
  // Where, how many and how long stay; the plan is what is taken back or set.
  const place = () => {
    const { community, people, years, replications } = setting;
    return { community, people, years, replications };
  };
  tour.build(apply, place);
  life.listen(() => setting, complain);
  byId("share").addEventListener("click", share);
  byId("present").addEventListener("click", present);
  byId("reset").addEventListener("click", () => apply(place()));
  const fromLink = () => {
    setting = settings.read(location.hash.slice(1));
    controls.show(setting);
    life.forget();
    run();
  };
  window.addEventListener("hashchange", fromLink);
  fromLink();
  document.documentElement.dataset.ready = "true";
}

begin();
