"use strict";
(() => {
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const groups = all("#groups > .group");

  // The choice of colours: what the system wants, until somebody asks for the other.
  const theme = document.getElementById("theme");
  const isDark = () =>
    (document.documentElement.dataset.theme ||
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    showTheme();
  });
  theme.hidden = false;
  showTheme();

  // A link to a finding opens what it stands in.
  const openTarget = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const around = target && target.closest("details");
    if (around && !around.open) {
      around.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // Paper shows what is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details.group:not([open]), details.more:not([open])");
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of closed) part.open = false;
  });

  const form = document.getElementById("filters");
  if (!form) return;
  form.hidden = false;

  const unfold = document.getElementById("unfold");
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const open = groups.some((group) => !group.open && !group.hidden);
    for (const group of groups) group.open = open;
    showUnfold();
  });
  const showUnfold = () => {
    unfold.textContent = groups.some((group) => !group.open && !group.hidden) ? "Open all" : "Close all";
  };
  for (const group of groups) group.addEventListener("toggle", showUnfold);

  // Filters. Each is a facet with a value for every finding; a value's number counts the findings that all other
  // facets let through, so that it says what choosing it would show.
  const items = groups.flatMap((group) => {
    const summary = group.querySelector("summary").textContent;
    return all(".item", group).map((element) => ({
      element, group,
      values: {
        severity: element.dataset.severity || group.dataset.severity, rule: element.dataset.rule || group.dataset.rule,
        subject: element.dataset.subject,
        state: element.dataset.state, origin: element.dataset.origin,
      },
      get text() {
        const text = (summary + " " + element.textContent).toLowerCase();
        Object.defineProperty(this, "text", { value: text });
        return text;
      },
    }));
  });
  const boxes = all("input[name=severity]", form);
  const lists = all("select", form);
  const search = form.elements.namedItem("text");
  const status = document.getElementById("status");

  const update = () => {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const wanted = lists.filter((list) => list.value !== "");
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const counts = { severity: new Map(), rule: new Map(), subject: new Map(), state: new Map(), origin: new Map() };
    const shown = new Map(groups.map((group) => [group, [0, 0]]));
    let total = 0;
    for (const item of items) {
      const values = item.values;
      const misses = wanted.filter((list) => values[list.name] !== list.value).map((list) => list.name);
      if (!severities.has(values.severity)) misses.push("severity");
      const isFound = words.every((word) => item.text.includes(word));
      if (isFound && misses.length < 2) {
        for (const name of misses.length ? misses : Object.keys(counts)) {
          counts[name].set(values[name], (counts[name].get(values[name]) || 0) + 1);
        }
      }
      const isShown = isFound && misses.length === 0;
      if (item.element.hidden === isShown) item.element.hidden = !isShown;
      const numbers = shown.get(item.group);
      numbers[1] += 1;
      if (isShown) {
        numbers[0] += 1;
        total += 1;
      }
    }
    for (const [group, [some, every]] of shown) {
      group.hidden = some === 0;
      group.querySelector("summary .number").textContent = some === every ? String(every) : some + "/" + every;
    }
    for (const box of boxes) {
      box.parentElement.querySelector(".number").textContent = String(counts.severity.get(box.value) || 0);
    }
    for (const list of lists) {
      for (const option of list.options) {
        if (option.value !== "") {
          option.textContent = option.dataset.label + " (" + (counts[list.name].get(option.value) || 0) + ")";
        }
      }
    }
    const noun = items.length === 1 ? " finding" : " findings";
    status.textContent = total === items.length ? total + noun : total + " of " + items.length + noun;
    showUnfold();
  };

  let pending = 0;
  const schedule = () => {
    clearTimeout(pending);
    pending = setTimeout(update, 30);
  };
  form.addEventListener("input", schedule);
  form.addEventListener("reset", schedule);
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
})();
