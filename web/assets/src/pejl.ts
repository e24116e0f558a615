// Every page works without this file. It spares a reload (htmx), and sets focus where it helps.
import htmx from "htmx.org/dist/htmx.esm.js";
import ErrorSummary from "../node_modules/dkfds/src/js/components/error-summary.js";
import { live } from "./live.js";

/** What a field is called by its label or legend, without the words about it being optional. */
function nameOf(id: string): string | undefined {
  const label = document.querySelector(`label[for="${CSS.escape(id)}"], #${CSS.escape(id)} > legend`);
  return label?.firstChild?.textContent?.trim().replace(/[?:.]$/, "");
}

/** Awakens the components inside `scope`, each once: a second start would double its listeners. */
function awaken(scope: ParentNode): void {
  for (const summary of scope.querySelectorAll<HTMLElement>("[data-wake=error-summary]")) {
    if (summary.dataset.awake) continue;
    summary.dataset.awake = "yes";
    for (const link of summary.querySelectorAll<HTMLAnchorElement>("a[href^='#field-']:not([data-named])")) {
      const label = nameOf(link.hash.slice(1));
      if (label) link.prepend(`${label}: `);
    }
    new ErrorSummary(summary).init();
  }
}

const refuse = (): never => {
  throw new Error("code in attributes is refused");
};

// The only extension: htmx makes functions from attribute texts (hx-on, js:, filters) through these
// two, and the page's policy forbids that anyway; here it is refused with a reason.
htmx.registerExtension("pejl", {
  init(api: { initSecurity(policy: unknown, one: unknown, other: unknown): void }) {
    api.initSecurity(undefined, refuse, refuse);
  },
});

document.addEventListener("htmx:after:settle", (event) => {
  if (event.target instanceof Element) awaken(event.target.parentElement ?? event.target);
});

// A menu that is folded out closes when one goes elsewhere or presses Escape.
const menus = () => document.querySelectorAll<HTMLDetailsElement>("details.person[open], details.places[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// The choice was made by a tap in a mail: it is sent on at once, and can be taken back on the page.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-send]")) {
  form.requestSubmit(form.querySelector<HTMLButtonElement>(`button[value="${CSS.escape(form.dataset.send ?? "")}"]`));
}

awaken(document);
live();
