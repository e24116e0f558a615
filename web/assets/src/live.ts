// A page that follows a room: it is told that something is new and asks for its own part again. What is
// typed meanwhile stays, what is sent without network waits on the machine, and clocks go by the server's.

/** What a form sent while there was no network, and where to. */
interface Waiting {
  url: string;
  body: string;
}

const SHELF = "pejl-waiting";
const partial = { "hx-request": "true", "hx-request-type": "partial" };

const shelf = (): Waiting[] => {
  try {
    return JSON.parse(localStorage.getItem(SHELF) ?? "[]");
  } catch {
    return [];
  }
};
const keep = (all: Waiting[]) => {
  try {
    if (all.length > 0) localStorage.setItem(SHELF, JSON.stringify(all));
    else localStorage.removeItem(SHELF);
  } catch {
    // Without storage what waits is lost with the page; the page says so by not saying that it is kept.
  }
};

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const fields = (part: ParentNode) =>
  [...part.querySelectorAll<Field>("input:not([type=hidden]):not([type=file]), textarea, select")];
const nameOf = (one: Element) => {
  const form = one.closest("form");
  const value = one instanceof HTMLButtonElement || (one instanceof HTMLInputElement && one.type === "radio") ? one.value : "";
  // The beat belongs to it: what was typed to one question does not answer the next.
  const beat = form?.querySelector<HTMLInputElement>("input[name=beat]")?.value ?? "";
  return [form?.getAttribute("action"), beat, one.getAttribute("name"), value].join(" ");
};

/** Puts the new part in the old one's place, with what was typed and where the keyboard was. */
function swap(part: HTMLElement, html: string, fresh: boolean): void {
  const typed = new Map<string, Field>();
  if (!fresh) for (const one of fields(part)) typed.set(nameOf(one), one);
  const active = document.activeElement;
  const focus = active && part.contains(active) ? nameOf(active) : undefined;
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  part.innerHTML = html;
  for (const one of fields(part)) {
    const before = typed.get(nameOf(one));
    if (!before) continue;
    if (one instanceof HTMLInputElement && before instanceof HTMLInputElement && one.type === "radio") one.checked = before.checked;
    else one.value = before.value;
  }
  [...part.querySelectorAll("details")].forEach((one, at) => (one.open ||= open[at] ?? false));
  if (focus) {
    const again = [...part.querySelectorAll<HTMLElement>("button, input, textarea, select")].find((one) => nameOf(one) === focus);
    again?.focus({ preventScroll: true });
  }
  tick();
}

function follow(part: HTMLElement): void {
  const { live, part: address } = part.dataset;
  if (!live || !address) return;
  let asking = false;
  let again = false;
  const refresh = async (fresh = false): Promise<void> => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch(address, { headers: partial });
      if (answer.ok && !answer.headers.has("hx-redirect")) swap(part, await answer.text(), fresh);
      // What was followed is over, or the session is: the whole page says which.
      else if (answer.status < 500) location.reload();
    } catch {
      // Without network the page stays as it is; the stream comes back by itself and says what is new.
    } finally {
      asking = false;
    }
    if (again) {
      again = false;
      await refresh();
    }
  };
  let first = true;
  const stream = new EventSource(live);
  stream.addEventListener("room", () => {
    // The page was made a moment ago; a stream that comes back may have missed anything.
    if (first) first = false;
    // Two hundred phones do not all ask in the same moment.
    else setTimeout(() => void refresh(), part.querySelector("[data-carry]") || part.classList.contains("phone") ? Math.random() * 800 : 0);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  addEventListener("pagehide", () => stream.close());

  const say = (text: string) => {
    const place = document.querySelector("[data-carried]");
    if (place) place.textContent = text;
  };
  let delivering = false;
  const deliver = async (): Promise<void> => {
    if (delivering) return;
    delivering = true;
    try {
      for (let next = shelf()[0]; next; next = shelf()[0]) {
        const answer = await fetch(next.url, {
          method: "POST",
          headers: { ...partial, "content-type": "application/x-www-form-urlencoded" },
          body: next.body,
        });
        if (answer.status >= 500) break;
        keep(shelf().slice(1));
        const sent = new URLSearchParams(next.body);
        const words = ["note", "word", "value", "when", "then"].map((name) => sent.get(name)).filter(Boolean);
        say(answer.ok ? (part.dataset.sent ?? "") : `${part.dataset.lost ?? ""} ${words.join(" · ")}`);
        if (shelf().length === 0) await refresh();
      }
    } catch {
      // Still without network.
    } finally {
      delivering = false;
    }
  };
  addEventListener("online", () => void deliver());
  setInterval(() => {
    if (shelf().length > 0) void deliver();
  }, 5000);
  void deliver();

  part.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.enctype === "multipart/form-data") return;
    event.preventDefault();
    const sending = new FormData(form, event.submitter);
    const body = new URLSearchParams([...sending].map(([name, value]) => [name, String(value)])).toString();
    const button = event.submitter;
    if (button instanceof HTMLButtonElement) button.disabled = true;
    part.querySelector(".told")?.replaceChildren();
    void (async () => {
      try {
        const headers = { ...partial, "content-type": "application/x-www-form-urlencoded" };
        const answer = await fetch(form.action, { method: "POST", headers, body });
        const to = answer.headers.get("hx-redirect");
        if (answer.status === 422) swap(part, await answer.text(), true);
        else if (to && new URL(to, location.href).pathname === new URL(address, location.href).pathname) {
          say("");
          await refresh(true);
        } else if (to) location.assign(to);
        else location.reload();
      } catch {
        if (!form.hasAttribute("data-carry")) {
          if (button instanceof HTMLButtonElement) button.disabled = false;
          return;
        }
        keep([...shelf(), { url: form.action, body }]);
        form.reset();
        // What is written next is another thing.
        const key = form.querySelector<HTMLInputElement>("input[name=key]");
        if (key) key.value = crypto.getRandomValues(new Uint32Array(4)).join("");
        if (button instanceof HTMLButtonElement) button.disabled = false;
        say(part.dataset.kept ?? "");
      }
    })();
  });
}

let ahead = 0;
const two = (number: number) => String(number).padStart(2, "0");

/** The minutes that a beat has left, and the time of day, by the server's clock. */
function tick(): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-until]")) {
    if (one.dataset.now && !one.dataset.read) {
      ahead = Number(one.dataset.now) - Date.now();
      one.dataset.read = "yes";
    }
    const left = Math.round((Number(one.dataset.until) - Date.now() - ahead) / 1000);
    const seconds = Math.abs(left);
    const minutes = Math.floor(seconds / 60);
    const whole = minutes < 60 ? String(minutes) : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
    one.textContent = `${left < 0 ? "+" : ""}${whole}:${two(seconds % 60)}`;
    one.classList.toggle("is-over", left < 0);
  }
  for (const one of document.querySelectorAll<HTMLElement>("[data-clock]")) {
    const now = new Date(Date.now() + ahead);
    const text = `${two(now.getHours())}.${two(now.getMinutes())}`;
    if (one.textContent !== text && document.documentElement.lang === "da") one.textContent = text;
  }
}

/** Puts this page and its files where the worker finds them without network, and says so. */
async function takeAlong(said: HTMLElement): Promise<void> {
  try {
    await navigator.serviceWorker.register("/rooms/worker.js");
    const files = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], script[src]")];
    const shelf = await caches.open("rooms");
    await shelf.addAll([location.pathname, ...files.map((one) => ("href" in one ? one.href : one.src))]);
    said.hidden = false;
  } catch {
    // Without a safe connection, or in a private window, there is the printed one.
  }
}

export function live(): void {
  const along = document.querySelector<HTMLElement>("[data-along]");
  if (along && "serviceWorker" in navigator) void takeAlong(along);
  const parts = document.querySelectorAll<HTMLElement>("[data-live]");
  if (parts.length === 0) return;
  for (const part of parts) follow(part);
  tick();
  setInterval(tick, 1000);
}
