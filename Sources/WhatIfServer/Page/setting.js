// The setting of the page: what is asked of the server, and how a link holds it.

let catalogue = null;

/** Takes the catalogue that limits and defaults come from. */
export function use(found) { catalogue = found; }

/** Today's practice in all communities. */
export function today() {
  const standard = catalogue.standard;
  return {
    community: standard.community, people: standard.people, years: standard.years, places: {},
    policies: new Map(), evidenceFloor: standard.evidenceFloor,
    replications: standard.replications, seed: standard.seed,
  };
}

/** People of a community in the scenario. */
export function peopleOf(name) {
  return catalogue.communities.find(each => each.name === name)?.people ?? catalogue.standard.people;
}

/** The setting as the server reads it. */
export function request(setting) {
  return {
    community: setting.community, people: setting.people, years: setting.years,
    places: setting.places, evidenceFloor: setting.evidenceFloor,
    replications: setting.replications, seed: setting.seed,
    policies: Array.from(setting.policies, ([name, uptake]) => ({ name, uptake })),
  };
}

/** The setting as the fragment of a link; what is usual is left out. */
export function fragment(setting) {
  const usual = today();
  const parts = new URLSearchParams();
  if (setting.community !== usual.community) parts.set("community", setting.community);
  if (setting.people !== peopleOf(setting.community)) parts.set("people", setting.people);
  for (const key of ["years", "evidenceFloor", "replications", "seed"]) {
    if (setting[key] !== usual[key]) parts.set(key, setting[key]);
  }
  for (const [name, factor] of Object.entries(setting.places)) parts.set(`places.${name}`, factor);
  for (const [name, uptake] of setting.policies) parts.set(`policy.${name}`, uptake);
  return parts.toString();
}

/** The setting of a fragment; the server says what is wrong with it. */
export function read(text) {
  const setting = today();
  let hasPeople = false;
  for (const [key, value] of new URLSearchParams(text)) {
    const number = value.trim() === "" || Number.isNaN(Number(value)) ? value : Number(value);
    if (key.startsWith("policy.")) setting.policies.set(key.slice(7), number);
    else if (key.startsWith("places.")) setting.places[key.slice(7)] = number;
    else if (key === "community" || key === "evidenceFloor") setting[key] = value;
    else if (["people", "years", "replications", "seed"].includes(key)) setting[key] = number;
    else if (key !== "") setting.unknown = key;
    if (key === "people") hasPeople = true;
  }
  if (!hasPeople) setting.people = peopleOf(setting.community);
  return setting;
}
