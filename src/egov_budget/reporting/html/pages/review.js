"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const articles = [...document.querySelectorAll(".pair")];
  const locale = data.lang === "fa" ? "fa-IR" : data.lang;
  const written = new Intl.NumberFormat(locale), percent = new Intl.NumberFormat(locale, { style: "percent" });
  const say = (key, values) => data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const formula = new RegExp(`^(?:${data.formula})`);

  /* What was decided lasts in the browser; where that is not allowed, in this tab. */
  const [read, write, lasting] = (() => {
    try {
      localStorage.setItem(`${data.kept} tried`, "");
      localStorage.removeItem(`${data.kept} tried`);
      return [() => localStorage.getItem(data.kept), (text) => localStorage.setItem(data.kept, text), true];
    } catch {
      return [() => window.name.startsWith(data.kept) ? window.name.slice(data.kept.length) : null,
        (text) => { window.name = data.kept + text; }, false];
    }
  })();
  let state = { at: 0, reviewer: data.reviewer, said: {} };
  try { state = JSON.parse(read()) ?? state; } catch { /* not ours: begin anew */ }
  const keep = () => { write(JSON.stringify(state)); show(); };
  byId("lasts").hidden = lasting;

  function show() {
    articles.forEach((article, at) => {
      article.hidden = at !== state.at;
      if (article.hidden) return;
      const said = state.said[at] ?? {};
      for (const button of article.querySelectorAll("[data-answer]"))
        button.setAttribute("aria-pressed", String(button.dataset.answer === said.answer));
      for (const field of article.querySelectorAll("[data-field]"))
        if (field !== document.activeElement) field.value = said[field.dataset.field] ?? "";
    });
    const read = Object.values(state.said).filter((said) => said.answer).length;
    let first = 0;
    while (state.said[first]?.answer) first += 1;
    const covered = first ? data.covered[first - 1] : 0;
    byId("progress").textContent = say("progress",
      { read: written.format(read), count: written.format(articles.length), covered: percent.format(covered) });
  }
  function go(step) {
    state.at = Math.min(Math.max(state.at + step, 0), Math.max(articles.length - 1, 0));
    keep();
    scrollTo(0, 0);
    articles[state.at]?.focus({ preventScroll: true });
  }
  function today() {
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
  function decide(answer) {
    if (!articles[state.at]?.querySelector(`[data-answer="${answer}"]`)) return;
    const said = state.said[state.at] ?? {};
    state.said[state.at] = { ...said, answer: said.answer === answer ? "" : answer, date: today() };
    keep();
  }

  /* The sheet: every text is kept from being a formula, as the library's own sheets are. */
  function sheet() {
    const guarded = (text) => formula.test(text) ? `'${text}` : text;
    const cell = (text) => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const lines = [data.columns];
    data.pairs.forEach(([one, other], at) => {
      const said = state.said[at];
      if (!said?.answer) return;
      const shared = said.answer === "a" && said.share ? String(Math.min(Math.max(Number(said.share), 0), 100) / 100) : "";
      const row = {
        project_a: one, project_b: other, verdict: data.answers[said.answer], share: shared,
        lead: { 1: other, 2: one }[said.answer] ?? "", settles: data.settles[at] ? "yes" : "",
        reviewer: guarded(state.reviewer), date: said.date, reason: guarded(said.reason ?? ""),
      };
      lines.push(data.columns.map((column) => row[column] ?? ""));
    });
    return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([sheet()], { type: "text/csv" }));
    link.download = "verdicts.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  const keys = { s: () => go(1), ArrowDown: () => go(1), Enter: () => go(1), ArrowUp: () => go(-1), x: save,
    w: () => articles[state.at]?.querySelector("[data-field=reason]").focus() };
  for (const answer of Object.keys(data.answers)) keys[answer] = () => decide(answer);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input"), button = event.target.closest("button");
    if (field) {
      if (event.key === "Escape" || event.key === "Enter") field.blur();
      if (event.key === "Enter" && field.dataset.field) go(1);
      return;
    }
    if (button && ["Enter", " "].includes(event.key)) return;
    /* On a keyboard of another script the place of the key tells which is meant. */
    const place = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1].toLowerCase();
    const act = keys[event.key] ?? keys[event.key.toLowerCase()] ?? (/^[\x20-\x7e]$/.test(event.key) ? undefined : keys[place]);
    if (act) { event.preventDefault(); act(); }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.answer) decide(button.dataset.answer);
    if (button?.dataset.step) go(Number(button.dataset.step));
    if (button?.id === "save") save();
  });
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.id === "reviewer") state.reviewer = field.value;
    else if (field.dataset.field) state.said[state.at] = { ...state.said[state.at], [field.dataset.field]: field.value };
    keep();
  });
  byId("reviewer").value = state.reviewer;
  go(0);
})();
