// Leads through a lesson.
import { byId, element, say } from "./dom.js";
import { lessons } from "./lessons.js";

/** Lists the lessons; `apply` sets the page, `place` tells where it is. */
export function build(apply, place) {
  let lesson = null;
  // Where, how many and how long stay as the class has chosen.
  let frame = {};
  let step = 0;
  byId("lesson-list").append(...lessons.map(each => {
    const button = element("button", { type: "button" }, element("strong", {}, each.title),
      element("span", { class: "minor" }, each.question));
    button.addEventListener("click", () => {
      lesson = each;
      step = 0;
      frame = place();
      show();
      byId("lesson-name").focus();
    });
    return element("li", {}, button);
  }));

  function show() {
    const current = lesson.steps[step];
    byId("lesson").hidden = false;
    byId("lesson-list").hidden = true;
    byId("lessons-title").hidden = true;
    document.documentElement.classList.add("teaching");
    say(byId("lesson-name"), lesson.title);
    say(byId("lesson-step"), `Step ${step + 1} of ${lesson.steps.length}`);
    say(byId("lesson-text"), current.text);
    byId("lesson-back").disabled = step === 0;
    say(byId("lesson-next"), step + 1 < lesson.steps.length ? "Next" : "Done");
    apply({ ...frame, ...current.set });
    point(current.look);
  }

  function point(id) {
    for (const other of document.querySelectorAll(".look")) other.classList.remove("look");
    const place = id && byId(id);
    if (!place) return;
    place.classList.add("look");
    // Below the fold it would be outlined for nobody; the lesson itself stays at the lower edge.
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
  }

  function close() {
    point(null);
    byId("lesson").hidden = true;
    byId("lesson-list").hidden = false;
    byId("lessons-title").hidden = false;
    document.documentElement.classList.remove("teaching");
    byId("lesson-list").querySelector("button").focus();
  }

  byId("lesson-back").addEventListener("click", () => { step -= 1; show(); });
  byId("lesson-next").addEventListener("click", () => {
    if (step + 1 < lesson.steps.length) { step += 1; show(); } else close();
  });
  byId("lesson-close").addEventListener("click", close);
  byId("lesson").addEventListener("keydown", event => { if (event.key === "Escape") close(); });
}
