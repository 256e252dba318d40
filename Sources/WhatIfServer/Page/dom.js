// Elements; texts go in as text and never as markup.

/** An element with attributes and children; a child that is a text stays a text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** An element of a drawing. */
export function shape(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The element of an id. */
export const byId = id => document.getElementById(id);

/** Changes a text only where it differs, so that screen readers are not told twice. */
export function say(place, text) { if (place.textContent !== text) place.textContent = text; }
