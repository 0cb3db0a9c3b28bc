"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const data = JSON.parse(byId("data").textContent);
  const words = data.words;
  const written = new Intl.NumberFormat(data.lang === "fa" ? "fa-IR" : data.lang, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(data.lang === "fa" ? "fa-IR" : data.lang, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const collator = new Intl.Collator([data.lang, "fa", "en"], { numeric: true });
  const say = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const quiet = matchMedia("(prefers-reduced-motion: reduce)");

  /* Letters and digits that are written in more than one way are looked for as one. */
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").toLowerCase()
    .replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[ةۀ]/g, "ه").replace(/[\u200c\u200d]/g, " ")
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x06f0).replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x0660);

  function element(name, attributes = {}, ...inside) {
    const svg = ["svg", "rect", "line"].includes(name);
    const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside.filter((part) => part !== ""));
    return made;
  }

  /* Sorting: a button in each head; rows are moved, nothing is made anew. */
  function sortable(table) {
    const body = table.tBodies[0];
    for (const button of all("button.sort", table)) button.addEventListener("click", () => {
      const head = button.closest("th"), column = Number(button.dataset.column);
      const numeric = head.classList.contains("n");
      const now = head.getAttribute("aria-sort");
      const down = now === "none" ? numeric : now === "ascending";
      for (const other of all("th[aria-sort]", table)) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => numeric ? Number(row.cells[column].dataset.v) : row.cells[column].textContent;
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort(numeric ? ([a], [b]) => a - b : ([a], [b]) => collator.compare(a, b));
      if (down) rows.reverse();
      body.replaceChildren(...rows.map(([, row]) => row));
      cut(table.id);
    });
  }
  all("table.big").forEach(sortable);

  /* Long lists begin short. */
  const rowsOf = (list) => list.tBodies ? [...list.tBodies[0].rows] : [...list.children];
  function cut(id) {
    const list = byId(id), button = document.querySelector(`[data-more="${id}"]`);
    if (!button) return;
    const first = Number(list.dataset.first), whole = list.dataset.whole === "yes", rows = rowsOf(list);
    rows.forEach((row, at) => row.classList.toggle("cut", at >= first));
    rows.forEach((row, at) => { row.hidden = !whole && at >= first; });
    button.hidden = whole || rows.length <= first;
  }
  function whole(id) {
    const list = byId(id);
    if (list) { list.dataset.whole = "yes"; cut(id); }
  }
  for (const button of all("[data-more]")) {
    cut(button.dataset.more);
    button.addEventListener("click", () => whole(button.dataset.more));
  }

  /* All projects: search and filters. */
  const table = byId("project-table");
  if (table) {
    const inputs = { text: byId("search"), a: byId("by-agency"), k: byId("by-role"), c: byId("by-category") };
    const form = document.querySelector(".filters"), shown = byId("shown");
    const rows = [...table.tBodies[0].rows];
    let texts = null;
    const value = (name) => inputs[name] ? inputs[name].value : "";
    function filter(first) {
      const terms = folded(value("text")).split(/\s+/).filter(Boolean);
      if (terms.length && !texts) texts = new Map(rows.map((row) => [row, folded([...row.cells].map((cell) => cell.textContent).join(" "))]));
      let count = 0;
      const sums = [0, 0, 0];
      for (const row of rows) {
        const fits = ["a", "k", "c"].every((name) => !value(name) || row.dataset[name] === value(name))
          && terms.every((term) => texts.get(row).includes(term));
        if (row.hidden === fits) row.hidden = !fits;
        if (fits) { count += 1; sums.forEach((sum, at) => { sums[at] = sum + Number(row.cells[at + 3].dataset.v); }); }
      }
      table.scrollTop = 0;
      shown.textContent = say("shown", { shown: written.format(count), all: written.format(rows.length) });
      if (!first) remember();
      ["sum-asked", "sum-credits", "sum-gain"].forEach((id, at) => { byId(id).textContent = written.format(sums[at]); });
    }
    let waiting = 0;
    inputs.text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => filter(), 120); });
    form.addEventListener("change", () => filter());
    form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
    form.addEventListener("reset", () => setTimeout(() => filter()));

    /* What is looked for stands in the address, so that it can be handed on. */
    function remember() {
      const asked = new URLSearchParams(Object.keys(inputs).filter(value).map((name) => [name, value(name)]));
      history.replaceState(null, "", `#projects${asked.size ? "?" : ""}${asked}`);
    }
    function recall() {
      const [section, asked] = location.hash.split("?");
      if (section !== "#projects" || !asked) return;
      for (const [name, wanted] of new URLSearchParams(asked)) if (inputs[name]) inputs[name].value = wanted;
      filter(true);
      byId("projects").scrollIntoView({ behavior: "instant" });
    }
    addEventListener("hashchange", recall);
    recall();
  }

  /* The map of overlaps: an agency lights up, a group opens. */
  const map = byId("map");
  if (map) {
    const figure = map.closest("figure"), buttons = all("[data-agency]", figure), chosen = byId("light");
    const light = (agency) => {
      chosen.value = agency;
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.agency === agency));
      figure.classList.toggle("lit", agency !== "");
      for (const node of all(".node", map)) node.classList.toggle("lit", node.dataset.a === agency);
      for (const cluster of all(".cluster", map)) cluster.classList.toggle("lit", cluster.querySelector(".node.lit") !== null);
    };
    for (const button of buttons) button.addEventListener("click", () => light(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.agency));
    chosen.addEventListener("change", () => light(chosen.value));
    map.addEventListener("click", (event) => {
      const cluster = event.target.closest(".cluster");
      if (!cluster) return;
      event.preventDefault();
      open(cluster.dataset.group);
    });
  }
  function open(group) {
    const box = byId(`g${group}`);
    if (!box) return;
    if (box.hidden) whole("group-list");
    box.open = true;
    for (const cluster of all(".cluster")) cluster.classList.toggle("open", cluster.dataset.group === String(group));
    box.scrollIntoView({ behavior: quiet.matches ? "auto" : "smooth", block: "start" });
    box.querySelector("summary").focus({ preventScroll: true });
  }
  if (/^#g\d+$/.test(location.hash)) open(location.hash.slice(2));

  /* The evidence of a pair: what each sign adds, step by step. */
  const dialog = byId("evidence");
  function side(member) {
    return element("div", {},
      element("p", {}, element("bdi", { class: "title" }, member.title), element("span", { class: "id" }, ...member.called)),
      element("p", { class: "what", dir: "auto" }, data.texts[member.id] || ""));
  }
  function member(group, at) {
    const row = group.querySelector(".group-table tbody").rows[at];
    return { id: row.dataset.id, called: row.querySelector(".id").cloneNode(true).childNodes, title: row.querySelector(".title").textContent };
  }
  function waterfall(steps) {
    const most = Math.max(...steps.reduce((sums, step) => [...sums, sums[sums.length - 1] + step.odds], [0]).map(Math.abs), 1);
    const place = (odds) => 50 + 48 * odds / most;
    let sum = 0;
    const body = element("tbody");
    for (const step of steps) {
      const from = place(sum);
      sum += step.odds;
      const to = place(sum), grows = step.odds >= 0;
      const drawn = element("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
        element("line", { class: "axis", x1: 50, x2: 50, y1: 0, y2: 10, "stroke-width": .3 }),
        element("rect", { class: grows ? "more-likely" : "less-likely", x: Math.min(from, to), y: 2, width: Math.max(Math.abs(to - from), .4), height: 6 }));
      const terms = step.shared.flatMap((term, at) => {
        const [, column, value] = /^([a-z_]+): (.*)$/.exec(term) ?? [null, "", term];
        const named = column ? [`${words[`column_${column}`] ?? column}: `] : [];
        const kind = step.sign === "kinds" && words[`kind.${value}`];
        return [at ? " · " : "", ...named, element("bdi", {}, kind || value)];
      });
      if (step.more) terms.push(` ${say("more_terms", { count: written.format(step.more) })}`);
      body.append(element("tr", {},
        element("th", { scope: "row" }, say(`sign_${step.sign.replace(/ /g, "_")}`)),
        element("td", {}, drawn),
        element("td", { class: "n" }, percent.format(step.probability)),
        element("td", { class: "terms" }, ...terms)));
    }
    const head = (key, kind = "") => element("th", { scope: "col", class: kind }, say(key));
    return element("table", { class: "steps" },
      element("thead", {}, element("tr", {}, head("sign"), head("adds"), head("then", "n"), head("shared"))), body);
  }
  function show(from) {
    const key = Number(from.dataset.pair), group = from.closest(".group");
    const heads = all("thead th", group.querySelector(".pairs"));
    const line = group.querySelector(`.why-pair[data-pair="${key}"]`).closest("tr");
    const ends = data.pairs[key], steps = data.evidence[key];
    const close = element("button", { type: "button", class: "close" }, say("close"));
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(close,
      element("h2", { id: "evidence-title" }, say("evidence")),
      element("p", { class: "note" }, [1, 2, 3, 4, 5].map((at) => `${heads[at].textContent} ${line.cells[at].textContent.trim()}`).join(" · ")),
      element("div", { class: "two-texts" }, side(member(group, ends[0])), side(member(group, ends[1]))),
      steps.length ? waterfall(steps) : element("p", { class: "note" }, say("left_out")),
      element("p", { class: "note" }, say("how")));
    dialog.showModal();
  }
  document.addEventListener("click", (event) => {
    const from = event.target.closest("[data-pair]");
    if (from) show(from);
    else if (event.target === dialog) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("g[data-pair]")) { event.preventDefault(); show(event.target); }
  });

  /* A picture is saved as it looks, its data as the tables that tell it. */
  const LOOKS = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "opacity",
    "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
  function save(name, blob) {
    const link = element("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function drawing(svg) {
    const copy = svg.cloneNode(true), { x, y, width, height } = svg.viewBox.baseVal;
    const made = all("*", copy);
    all("*", svg).forEach((part, at) => {
      const look = getComputedStyle(part);
      made[at].removeAttribute("class");
      made[at].setAttribute("style", LOOKS.map((name) => `${name}:${look.getPropertyValue(name)}`).join(";"));
    });
    copy.prepend(element("rect", { x, y, width, height, fill: getComputedStyle(document.body).backgroundColor }));
    for (const [key, size] of Object.entries({ width, height })) copy.setAttribute(key, size);
    return { text: new XMLSerializer().serializeToString(copy), width, height };
  }
  const SAVED = {
    SVG: (svg, name) => save(name, new Blob([drawing(svg).text], { type: "image/svg+xml" })),
    PNG: async (svg, name) => {
      const { text, width, height } = drawing(svg), image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = element("canvas", { width: 2 * width, height: 2 * height });
      canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
      canvas.toBlob((blob) => save(name, blob));
    },
    CSV: (svg, name) => {
      const cell = (part) => (part.dataset.v ?? part.textContent).trim();
      const guarded = (text) => `"${(/^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text).replace(/"/g, '""')}"`;
      const tables = all(svg.closest("figure").dataset.tables);
      const lines = tables.flatMap((table, at) => [...table.rows].slice(at ? 1 : 0).map((row) => [
        ...(table.closest(".group") ? [row.closest("thead") ? "" : table.closest(".group").querySelector(".group-name").textContent] : []),
        ...[...row.cells].map(cell)]));
      save(name, new Blob(["\ufeff", lines.map((line) => line.map(guarded).join(",")).join("\r\n")], { type: "text/csv" }));
    },
  };
  for (const figure of all("main figure[data-tables]")) {
    const svg = figure.querySelector(":scope > svg"), name = svg.closest("section")?.id || "picture";
    const buttons = Object.entries(SAVED).map(([kind, write]) => {
      const button = element("button", { type: "button" }, kind);
      button.addEventListener("click", () => write(svg, `${name}.${kind.toLowerCase()}`));
      return button;
    });
    figure.append(element("p", { class: "save note" }, say("save"), " ", ...buttons));
  }

  /* Print: the two pages, or all there is. */
  for (const button of all("[data-print]")) button.addEventListener("click", () => {
    document.body.classList.add(`print-${button.dataset.print}`);
    if (button.dataset.print === "all") for (const group of all(".group.shares")) group.open = true;
    print();
  });
  addEventListener("beforeprint", () => {
    if (!document.body.classList.contains("print-short")) for (const more of all("[data-more]")) whole(more.dataset.more);
  });
  addEventListener("afterprint", () => document.body.classList.remove("print-short", "print-all"));

  /* Where the reader is. */
  const links = new Map(all(".bar-nav a").map((link) => [link.hash.slice(1), link]));
  if (links.size) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        const link = links.get(entry.target.id), bar = link.closest("ul");
        link.setAttribute("aria-current", "true");
        const [place, frame] = [link, bar].map((part) => part.getBoundingClientRect());
        bar.scrollBy({ left: (place.left + place.right - frame.left - frame.right) / 2, behavior: "instant" });
      }
    }, { rootMargin: "-20% 0px -70% 0px" });
    for (const id of links.keys()) seen.observe(byId(id));
  }
})();
