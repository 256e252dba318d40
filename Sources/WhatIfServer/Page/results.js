// Shows a result: in words, in figures, in charts.
import { byId, element, say } from "./dom.js";
import * as charts from "./charts.js";

const verdicts = {
  better: "better", worse: "worse", more: "more", less: "less", same: "no change", unclear: "not clear",
};

/** Shows what is known. */
export function show(result, isLast) {
  say(byId("headline"), result.headline.text);
  say(byId("basis"), result.headline.basis);
  byId("parts").replaceChildren(...result.headline.parts.map(text => element("li", {}, text)));
  progress(result, isLast);
  figures(result.figures);
  charts.show(byId("charts"), result.charts.filter(each => !each.id.startsWith("gap-")));
  charts.show(byId("gaps"), result.charts.filter(each => each.id.startsWith("gap-")));
  say(byId("command"), result.command);
  document.documentElement.dataset.replications = String(result.replications);
  document.documentElement.dataset.pairs = result.complete ? "all" : "some";
  document.documentElement.dataset.complete = String(isLast);
}

function progress(result, isLast) {
  const bar = byId("progress");
  bar.max = result.planned;
  bar.value = result.replications;
  const words = isLast ? `All ${result.planned} pairs of futures are in.`
    : result.complete ? "Working out what each part of the plan adds."
      : `${result.replications} of ${result.planned} pairs of futures.`;
  say(byId("progress-text"), words);
}

function figures(rows) {
  const head = ["", "Today", "Your plan", "Difference", ""];
  const body = rows.map(row => element("tr", { id: `figure-${row.metric}` },
    element("th", { scope: "row" }, row.title),
    element("td", { class: "number" }, row.today),
    element("td", { class: "number" }, row.plan || row.today),
    element("td", { class: "number" }, row.change || "–", element("span", { class: "range" }, row.range)),
    element("td", { class: row.verdict }, row.change ? verdicts[row.verdict] : "")));
  byId("figures").replaceChildren(
    element("caption", { class: "unseen" }, "Main figures today and under the plan"),
    element("thead", {}, element("tr", {}, ...head.map((text, column) => element(
      text ? "th" : "td", { scope: text ? "col" : null, class: column && column < 4 ? "number" : null }, text)))),
    element("tbody", {}, ...body));
}
