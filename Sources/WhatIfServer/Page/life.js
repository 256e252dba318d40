// One life under today's practice and under the plan.
import { byId, element, say } from "./dom.js";
import { post } from "./server.js";
import { request } from "./setting.js";
import * as charts from "./charts.js";

const found = {
  helped: "dies of an overdose today and lives with the plan", harmed: "lives today and dies with the plan",
  changed: "has a life that the plan changes", anybody: "is anybody",
};
let last = null;

/** Makes the buttons work; `setting` tells what the page is set to. */
export function listen(setting, complain) {
  const find = async after => {
    const story = byId("story").value;
    const buttons = [byId("find-life"), byId("next-life")];
    for (const button of buttons) button.disabled = true;
    say(byId("life-summary"), "Looking for somebody.");
    try {
      const wish = { ...request(setting()), story };
      if (after !== null) wish.after = after;
      show(await post("/api/life", wish), story);
    } catch (refusal) {
      complain(refusal);
    }
    byId("find-life").disabled = false;
    byId("next-life").disabled = last === null;
  };
  byId("find-life").addEventListener("click", () => find(null));
  byId("next-life").addEventListener("click", () => find(last));
}

/** Takes away a life that no longer belongs to the setting. */
export function forget() {
  last = null;
  byId("life").hidden = true;
  byId("next-life").disabled = true;
}

function show(life, story) {
  last = life.person;
  byId("life").hidden = false;
  const other = life.found === story ? ""
    : ` Nobody ${found[story]} in this future; this person ${found[life.found]}.`;
  say(byId("life-portrait"), life.portrait);
  say(byId("life-number"), `Person ${life.person} of ${life.community} in the first pair of futures.`);
  say(byId("life-summary"), life.summary + other);
  charts.show(byId("life-chart"), [life.chart]);
  byId("life-events").replaceChildren(list("Today", life.today), list("Your plan", life.plan));
}

function list(title, events) {
  let isFirst = true;
  const items = events.map(each => {
    const parting = each.differs && isFirst;
    if (each.differs) isFirst = false;
    return element("li", { class: [each.differs ? "differs" : "", parting ? "parting" : ""].join(" ").trim() || null },
      element("span", { class: "minor" }, `${each.when}: `), `${each.what}. `,
      element("span", { class: "minor" }, `Then: ${each.then}.`),
      parting ? element("strong", {}, " Here the lives part.") : null);
  });
  return element("div", {}, element("h3", {}, title),
    element("ol", { tabindex: "0", "aria-label": `${title}, event by event` }, ...items));
}
