// The controls of the plan.
import { byId, element, say } from "./dom.js";
import { get } from "./server.js";
import { peopleOf } from "./setting.js";

const themes = [
  ["Getting in", ["telehealth", "low-barrier-same-day-start", "interim-dosing", "ed-started-buprenorphine",
    "prescriber-training-panel-expansion", "insurance-coverage", "jail-based-medication", "stigma-training",
    "media-campaign", "peer-support-linkage", "pgx-guided-pain-care"]],
  ["Staying and living", ["take-home-doses", "contingency-management", "higher-buprenorphine-dose",
    "extended-release-buprenorphine", "peer-support-retention", "recovery-housing", "employment-support",
    "family-involvement-craft", "aftercare", "cbt", "motivational-interviewing", "mindfulness-more", "exercise",
    "nutrition", "lofexidine"]],
  ["Surviving", ["naloxone-distribution"]],
  ["Precision and technology", ["pgx-guided-dosing", "ai-risk-targeting", "app-reminders-remote-monitoring",
    "digital-therapeutic"]],
];

const thousands = number => number.toLocaleString("en-US");
const percent = share => `${Math.round(share * 100)} %`;
let catalogue = null;
let setting = null;
let changed = () => {};

/** Builds the controls. */
export function build(found, whenChanged) {
  catalogue = found;
  changed = whenChanged;
  byId("community").replaceChildren(...catalogue.communities.map(each =>
    element("option", { value: each.name }, `${each.title} (${thousands(each.people)} people)`)));
  byId("floor").replaceChildren(...catalogue.floors.toReversed().map(each =>
    element("option", { value: each.grade }, each.title)));
  byId("places").append(...catalogue.places.map(place));
  const known = new Set(themes.flatMap(([, names]) => names));
  const rest = catalogue.policies.map(each => each.name).filter(name => !known.has(name));
  for (const [title, names] of [...themes, ["More", rest]]) {
    const offers = names.map(name => catalogue.policies.find(each => each.name === name)).filter(Boolean);
    if (offers.length) byId("policies").append(group(title, offers));
  }
  listen();
}

/** Shows a setting in the controls. */
export function show(shown) {
  setting = shown;
  byId("community").value = setting.community;
  byId("floor").value = setting.evidenceFloor;
  byId("seed").value = setting.seed;
  for (const key of ["years", "people", "replications"]) {
    byId(key).value = setting[key];
    tell(key);
  }
  for (const each of catalogue.places) showPlace(each);
  for (const each of catalogue.policies) showPolicy(each);
  counts();
}

function listen() {
  byId("community").addEventListener("change", event => {
    setting.community = event.target.value;
    setting.people = peopleOf(setting.community);
    byId("people").value = setting.people;
    tell("people");
    for (const each of catalogue.places) showPlace(each);
    changed();
  });
  byId("floor").addEventListener("change", event => {
    setting.evidenceFloor = event.target.value;
    for (const each of catalogue.policies) showGrade(each);
    changed();
  });
  byId("seed").addEventListener("change", event => {
    setting.seed = Math.max(0, Math.round(Number(event.target.value) || 0));
    changed();
  });
  for (const key of ["years", "people", "replications"]) {
    byId(key).addEventListener("input", event => {
      setting[key] = Number(event.target.value);
      tell(key);
      changed();
    });
  }
  byId("controls").addEventListener("submit", event => event.preventDefault());
}

function tell(key) {
  const words = { years: `${setting.years}`, people: thousands(setting.people), replications: `${setting.replications}` };
  say(byId(`${key}-out`), words[key]);
  byId(key).setAttribute("aria-valuetext", words[key]);
}

function place(each) {
  const id = `place-${each.name}`;
  const input = element("input", { type: "range", id, min: 0, max: 3, step: 0.05 });
  input.addEventListener("input", () => {
    const factor = Number(input.value);
    if (factor === 1) delete setting.places[each.name];
    else setting.places[each.name] = factor;
    showPlace(each);
    changed();
  });
  return element("div", { class: "slider" }, element("label", { for: id }, each.title),
    element("output", { for: id, id: `${id}-out` }), input);
}

function showPlace(each) {
  const factor = setting.places[each.name] ?? 1;
  const input = byId(`place-${each.name}`);
  const ratio = setting.people / peopleOf(setting.community);
  const today = Math.round((each.today[setting.community] ?? each.today.all) * ratio);
  const words = factor === 1 ? `${thousands(today)}` : `${thousands(Math.round(today * factor))} (today ${thousands(today)})`;
  input.value = factor;
  input.setAttribute("aria-valuetext", words);
  say(byId(`place-${each.name}-out`), words);
}

function group(title, offers) {
  const count = element("span", { class: "count" });
  const made = element("details", { class: "group", open: title === "Getting in" },
    element("summary", {}, title, count), ...offers.map(policy));
  made.dataset.names = offers.map(each => each.name).join(" ");
  return made;
}

function counts() {
  for (const made of document.querySelectorAll(".group")) {
    const names = made.dataset.names.split(" ");
    const on = names.filter(name => setting.policies.has(name)).length;
    say(made.querySelector(".count"), on ? `${on} of ${names.length} on` : `${names.length}`);
  }
}

function policy(offer) {
  const id = `policy-${offer.name}`;
  const input = element("input", { type: "checkbox", role: "switch", class: "switch", id });
  const uptake = element("input", { type: "range", id: `${id}-uptake`, min: 0, max: 1, step: 0.05 });
  const slider = element("div", { class: "slider", hidden: true },
    element("label", { for: uptake.id, class: "minor" }, "take it up, of those who can"),
    element("output", { for: uptake.id, id: `${id}-out` }), uptake);
  input.addEventListener("change", () => {
    if (input.checked) setting.policies.set(offer.name, offer.uptake);
    else setting.policies.delete(offer.name);
    showPolicy(offer);
    counts();
    changed();
  });
  uptake.addEventListener("input", () => {
    setting.policies.set(offer.name, Number(uptake.value));
    showPolicy(offer);
    changed();
  });
  const help = element("details", {}, element("summary", {}, "What is it, and does it work?",
    element("span", { class: "unseen" }, ` (${offer.title})`)));
  help.addEventListener("toggle", () => explain(help, offer), { once: true });
  return element("div", { class: "policy" },
    element("div", { class: "line" }, input, element("label", { for: id }, offer.title),
      element("span", { class: "grade", id: `${id}-grade` }, offer.grade || "–",
        element("span", { class: "unseen" }))),
    slider, help);
}

function showPolicy(offer) {
  const isOn = setting.policies.has(offer.name);
  const share = setting.policies.get(offer.name) ?? offer.uptake;
  byId(`policy-${offer.name}`).checked = isOn;
  const uptake = byId(`policy-${offer.name}-uptake`);
  uptake.parentElement.hidden = !isOn;
  uptake.value = share;
  uptake.setAttribute("aria-valuetext", percent(share));
  say(byId(`policy-${offer.name}-out`), percent(share));
  showGrade(offer);
}

/** The grade, crossed out where the evidence switch leaves the programme without effect. */
function showGrade(offer) {
  const grade = byId(`policy-${offer.name}-grade`);
  const isOff = "ABCDX".includes(offer.grade) && offer.grade > setting.evidenceFloor;
  const words = `evidence: ${offer.gradeWord}${isOff ? "; not counted, by your choice" : ""}`;
  grade.classList.toggle("off", isOff);
  grade.title = words;
  say(grade.querySelector(".unseen"), ` ${words}`);
}

async function explain(help, offer) {
  const list = element("dl", {});
  const add = (term, ...content) => list.append(element("dt", {}, term), element("dd", {}, ...content));
  add("What it is", offer.summary);
  add("What it does here", `${offer.mechanism} ${offer.reach}`);
  add("Keep in mind", offer.caveat);
  add("What it costs", `${offer.cost}. What the whole plan costs stands below the curves.`);
  help.append(list);
  const known = await get(`/api/evidence/${offer.name}`).catch(() => null);
  if (!known) return;
  add(`How well it is known: ${known.grade}, ${known.gradeWord}`,
    element("ul", {}, ...known.findings.map(text => element("li", {}, text))));
  add("Sources", element("ul", {}, ...known.sources.map(source)));
}

function source(each) {
  const address = each.doi ? `https://doi.org/${each.doi}` : each.url;
  const link = /^https:\/\//.test(address)
    ? element("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, each.doi || "source") : null;
  return element("li", {}, `${each.citation} `, link);
}
