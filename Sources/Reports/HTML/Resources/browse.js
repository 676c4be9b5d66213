"use strict";
(() => {
  // A filter over the trees: a row stays if its path or a finding at it has the words, or something below it stays.
  for (const form of document.querySelectorAll(".filter")) {
    form.hidden = false;
    const [search, only] = form.querySelectorAll("input");
    const status = form.querySelector("output");
    const trees = [];
    for (let part = form.closest("section").nextElementSibling; part && !part.classList.contains("verdict"); part = part.nextElementSibling) {
      trees.push(...part.querySelectorAll(".tree"));
    }

    const path = (item) => {
      const names = [];
      for (let at = item; at; at = at.parentElement.closest("li")) {
        const name = at.querySelector(":scope > .row > code, :scope > details > .row > code");
        if (name) names.unshift(name.textContent);
      }
      return names.join("").toLowerCase();
    };

    const update = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const isPlain = words.length === 0 && !only.checked;
      let shown = 0;
      for (const tree of trees) {
        for (const item of tree.querySelectorAll("li")) item.hidden = !isPlain;
        if (isPlain) continue;
        for (const item of tree.querySelectorAll("li")) {
          const row = item.querySelector(":scope > .row, :scope > details > .row");
          if (!row) continue;
          const found = item.querySelector(":scope > .found, :scope > details > .found");
          if (only.checked && !found) continue;
          const text = path(item) + " " + (found ? found.textContent.toLowerCase() : "");
          if (!words.every((word) => text.includes(word))) continue;
          shown += 1;
          if (found) for (const line of found.children) line.hidden = false;
          for (let at = item; at; at = at.parentElement.closest("li")) {
            at.hidden = false;
            const around = at.parentElement.closest("details");
            if (around) around.open = true;
          }
        }
      }
      status.textContent = isPlain ? "" : shown + (shown === 1 ? " path" : " paths");
    };

    let pending = 0;
    form.addEventListener("input", () => {
      clearTimeout(pending);
      pending = setTimeout(update, 150);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  }
})();
