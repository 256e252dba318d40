// Draws the charts that the server describes.
import { element, say, shape } from "./dom.js";

const options = {
  // No eval, no links out, no style element: the strict security policy holds.
  ast: true, renderer: "svg", actions: false, defaultStyle: false,
  tooltip: { disableDefaultStyle: true, theme: "page" },
};

const figures = new Map();
let latest = new Map();
let isDrawing = false;

/** Shows charts in a place; drawings follow when there is time, the newest only. */
export function show(place, charts) {
  const names = new Set(charts.map(each => each.id));
  for (const [id, figure] of figures) {
    if (figure.whole.parentElement !== place) continue;
    figure.whole.hidden = !names.has(id);
    if (!names.has(id)) latest.delete(id);
  }
  for (const chart of charts) {
    let figure = figures.get(chart.id);
    if (!figure) {
      figure = make(chart);
      figures.set(chart.id, figure);
      // In the order of the list, also where a chart comes later than those after it.
      const next = charts.slice(charts.indexOf(chart) + 1).map(each => figures.get(each.id)?.whole).find(Boolean);
      place.insertBefore(figure.whole, next ?? null);
    }
    say(figure.title, chart.title);
    figure.legend.replaceChildren(...chart.legend.map(each => sample(each, chart.areas)));
    figure.chart = chart;
    if (figure.details.open) fillTable(figure);
    latest.set(chart.id, chart);
  }
  draw();
}

/** Draws all charts again, for example in another size. */
export function redraw() {
  for (const [id, figure] of figures) if (!figure.whole.hidden) latest.set(id, figure.chart);
  draw();
}

function make(chart) {
  const title = element("figcaption");
  const legend = element("ul", { class: "legend", "aria-label": "Legend" });
  const drawing = element("div", { class: "drawing", id: `drawing-${chart.id}` });
  const details = element("details", {}, element("summary", {}, "The numbers of this chart"));
  const whole = element("figure", { id: `chart-${chart.id}` }, title, legend, drawing, details);
  const figure = { whole, title, legend, drawing, details, chart };
  details.addEventListener("toggle", () => { if (details.open) fillTable(figure); });
  return figure;
}

async function draw() {
  if (isDrawing) return;
  isDrawing = true;
  document.documentElement.dataset.charts = "drawing";
  while (latest.size) {
    const round = latest;
    latest = new Map();
    for (const [id, chart] of round) {
      if (latest.has(id)) continue;
      await drawOne(figures.get(id), chart);
      // Sliders move between two drawings.
      await new Promise(resolve => setTimeout(resolve));
    }
  }
  isDrawing = false;
  document.documentElement.dataset.charts = "drawn";
}

async function drawOne(figure, chart) {
  const isLarge = document.documentElement.classList.contains("presenting");
  const specification = structuredClone(chart.specification);
  if (isLarge && specification.config?.axis) {
    specification.config.axis.labelFontSize = 17;
    specification.config.axis.titleFontSize = 17;
  }
  if (typeof vegaEmbed !== "function") return noDrawing(figure);
  try {
    const height = figure.drawing.offsetHeight;
    // Charts below do not jump while this one is made again.
    figure.drawing.style.minHeight = `${height}px`;
    const result = await vegaEmbed(figure.drawing, specification, options);
    figure.finalize?.();
    figure.finalize = () => result.finalize();
    figure.drawing.style.minHeight = "";
    figure.drawing.dataset.drawn = String(Number(figure.drawing.dataset.drawn ?? 0) + 1);
  } catch (error) {
    console.error(error);
    noDrawing(figure);
  }
}

function noDrawing(figure) {
  say(figure.drawing, "This chart cannot be drawn here; its numbers are in the table below.");
  figure.details.open = true;
}

function fillTable(figure) {
  const { table } = figure.chart;
  const cell = (name, text, column, scope) => element(
    name, { scope, class: table.numeric[column] ? "number" : null }, text);
  const head = element("tr", {}, ...table.columns.map((text, column) => cell(text ? "th" : "td", text, column, text ? "col" : null)));
  const rows = table.rows.map(row => element("tr", {}, ...row.map((text, column) =>
    cell(column ? "td" : "th", text, column, column ? null : "row"))));
  const made = element("table", {}, element("caption", { class: "unseen" }, table.caption),
    element("thead", {}, head), element("tbody", {}, ...rows));
  const frame = element("div", { class: "frame", role: "region", tabindex: "0", "aria-label": `Numbers: ${table.caption}` }, made);
  figure.details.querySelector(".frame")?.remove();
  figure.details.append(frame);
}

const marks = { "triangle-up": "M9 1 L17 13 L1 13 Z", cross: "M7 1h4v4h4v4h-4v4h-4v-4h-4v-4h4z" };

function sample(series, isArea) {
  const drawing = isArea
    ? shape("svg", { width: 18, height: 14, viewBox: "0 0 18 14", "aria-hidden": "true" },
      shape("path", { d: marks[series.shape] ?? "M1 1h16v12h-16z", fill: series.color }))
    : shape("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" },
      shape("line", { x1: 0, y1: 6, x2: 34, y2: 6, stroke: series.color, "stroke-width": 3,
        "stroke-dasharray": series.dash.join(" ") }));
  return element("li", {}, drawing, element("span", {}, series.title));
}
