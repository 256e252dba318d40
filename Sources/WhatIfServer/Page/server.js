// What the page asks of its server.

/** An answer that says what is wrong. */
export class Refusal extends Error {
  constructor(status, body, retryAfter) {
    super(body?.error ?? `The server answered ${status}.`);
    this.status = status;
    this.faults = body?.faults ?? [];
    this.retryAfter = retryAfter;
  }
  get words() {
    return [this.message, ...this.faults.map(each => `${each.path ? each.path + ": " : ""}${each.message}`)]
      .join("\n");
  }
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Refusal(response.status, body, Number(response.headers.get("Retry-After")) || null);
  }
  return body;
}

/** Asks for JSON. */
export async function get(path) { return answer(await fetch(path)); }

/** Sends JSON; where the server is busy, waits as it says and tries again. */
export async function post(path, body, { signal, busy } = {}) {
  for (;;) {
    try {
      return await answer(await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body), signal,
      }));
    } catch (refusal) {
      if (refusal.status !== 429) throw refusal;
      const seconds = Math.min(refusal.retryAfter ?? 2, 30);
      busy?.(seconds);
      await new Promise(resolve => setTimeout(resolve, seconds * 1000));
      signal?.throwIfAborted();
    }
  }
}

/** Follows a run; returns how to stop. */
export function follow(path, { queued, result, lost }) {
  const source = new EventSource(path);
  let isOver = false;
  source.addEventListener("queued", event => queued(JSON.parse(event.data).before));
  source.addEventListener("result", event => result(JSON.parse(event.data), false));
  source.addEventListener("final", event => {
    isOver = true;
    source.close();
    result(JSON.parse(event.data), true);
  });
  source.addEventListener("error", () => {
    if (isOver) return;
    source.close();
    isOver = true;
    lost();
  });
  return () => { isOver = true; source.close(); };
}
