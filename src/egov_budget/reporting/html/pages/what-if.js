/* What is seen of the what-if page: what is moved, and what the workers answer. */
(async () => {
  const byId = (id) => document.getElementById(id);
  const unpacked = (id) => {
    const packed = Uint8Array.from(atob(byId(id).textContent.trim()), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  const [data, library, wasm] = await Promise.all([unpacked("data").json(), unpacked("highs-js").text(), unpacked("highs-wasm").arrayBuffer().then(WebAssembly.compile)]);
  const { program, projects, agencies, indicators, importance, scores } = data, known = program.rows;
  const locale = data.lang === "fa" ? "fa-IR" : data.lang;
  const number = (value, digits = 0) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits, signDisplay: "negative" }).format(value);
  const upwards = new Intl.NumberFormat(locale, { style: "percent", maximumSignificantDigits: 2, roundingMode: "ceil" });
  const sums = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }), money = (quanta) => sums.format(quanta * data.quantum);
  const say = (key, values = {}) => data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const source = URL.createObjectURL(new Blob([library, `\n(${solver})();`], { type: "text/javascript" }));

  /* A worker that answers the newest question, and others once nobody waits. */
  class Engine {
    constructor(told) { Object.assign(this, { told, later: [] }); this.start(); }
    start() {
      this.busy = true;
      this.worker = new Worker(source);
      this.worker.onmessage = ({ data: found }) => { this.busy = false; if (!found.ready) this.told(found); this.next(); };
      this.worker.postMessage({ program, wasm });
    }
    ask(question) { this.later = []; this.newest = question; this.next(); }
    next() {
      if (this.busy || !(this.newest || this.later.length)) return;
      this.busy = true;
      this.worker.postMessage(this.newest ?? this.later.shift());
      this.newest = null;
    }
    stop() { this.worker.terminate(); this.newest = null; this.later = []; this.start(); }
  }

  let now = { pool: data.pool, hurdle: data.hurdle, locks: program.locks, weights: indicators.map(([, , weight]) => weight), limits: {}, amounts: {} };
  const first = now, past = [];
  let job = 0, start = null, beside = null, newest = null, linear = null, prices = new Map(), timer = 0, rested = 0;
  const fractions = new Engine(answered), numbers = new Engine(answered);

  /* What a point of each cell is worth by the weights; and what bands are read off, the weighted mean or the part of indicators with full marks. */
  const total = (weights, score = () => 1) => (row) => row.reduce((sum, one, at) => sum + (one < 0 ? 0 : weights[at] * score(one)), 0);
  const worth = (weights, totals = scores.map(total(weights))) => program.gain.service.map((service, at) => totals[service] > 0 ? importance[service] * weights[program.gain.indicator[at]] / totals[service] : 0);
  function levels(weights, points) {
    const after = scores.map((row) => [...row]), counts = data.reached ? weights.map((weight) => Number(weight > 0)) : weights;
    program.gain.service.forEach((service, at) => { after[service][program.gain.indicator[at]] += points(at); });
    return after.map((row) => total(counts, (one) => data.reached ? Number(one >= 1 - 1e-6) : one)(row) / total(counts)(row));
  }
  function question(state, more) {
    const digits = 10n ** 12n, bounds = program.moves.map(([row, side, wide]) => {
      const exact = BigInt(wide) * BigInt(state.pool);
      return [row, side, Number(side ? exact / digits : (exact + digits - 1n) / digits) / program.unit];
    });
    for (const [at, limits] of Object.entries(state.limits)) limits.forEach((limit, side) => {
      if (limit !== undefined) bounds.push([program.own_rows[0] + Number(at), side, limit === null ? (side ? Infinity : -Infinity) : limit / program.unit]);
    });
    for (const [at, amount] of Object.entries(state.amounts)) for (const side of [0, 1]) bounds.push([program.own_rows[1] + Number(at), side, amount / program.unit]);
    const capped = (at) => (known.upper[program.own_rows[1] + at] ?? Infinity) * program.unit < projects[at][3]; /* its ceiling goes before */
    return { job, bounds, locks: state.locks.map((lock, at) => lock > 0 && capped(at) ? 0 : lock), gains: worth(state.weights), asked: state.hurdle * data.quantum * program.unit, ...more };
  }
  function change(next) {
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    past.push(now);
    move(next);
  }
  function move(next) {
    now = next;
    job++;
    linear = newest = null;
    byId("hold").disabled = !beside;
    prices = new Map();
    byId("pool").value = byId("slider").value = now.pool * data.quantum;
    byId("hurdle").value = plain(now.hurdle);
    weighed.forEach((field, at) => { field.value = now.weights[at]; });
    fields.forEach((pair, at) => pair.forEach((field, side) => { field.value = now.limits[at]?.[side] == null ? "" : now.limits[at][side] * data.quantum; }));
    byId("undo").disabled = !past.length;
    computing(true);
    listed();
    fractions.ask(question(now));
    clearTimeout(timer);
    timer = setTimeout(() => { rested = job; settle(); }, 250);
  }
  function settle() { /* once nothing moves, and the multipliers are known */
    if (linear && rested === job) numbers.ask(question(now, { whole: true, free: linear.price < 1e-9, basis: linear.basis, prices: linear.prices }));
  }
  function answered(found) {
    if (found.job !== job) return;
    const { answer } = found;
    if (!answer.values) {
      if (found.without !== undefined) return;
      computing(false);
      for (const id of ["gain", "change", "spent"]) byId(id).textContent = "–";
      byId("known").textContent = say("none");
      return;
    }
    if (found.without !== undefined) { prices.set(found.without, answer.value - linear.value); listed(); return; }
    if (!found.whole) linear = answer;
    shown(answer, Boolean(found.whole));
    if (!found.whole) { settle(); return; }
    computing(false);
    fractions.later = locked().map((at) => question(held(at, 0), { without: at }));
    fractions.next();
  }
  const locked = () => now.locks.flatMap((lock, at) => lock === first.locks[at] && now.amounts[at] === undefined ? [] : [at]);
  function held(at, lock, amount) { /* what is held now, with another lock or amount of a project */
    const { [at]: _, ...amounts } = now.amounts;
    return { ...now, locks: now.locks.with(at, lock), amounts: amount === undefined ? amounts : { ...amounts, [at]: amount } };
  }

  function shown({ values, gain, value, bound }, whole) {
    const before = levels(now.weights, () => 0), after = levels(now.weights, (at) => values[program.gain.start + at]);
    const paid = projects.map(() => 0), given = agencies.map(() => 0);
    program.paid.of.forEach((project, at) => { paid[project] += program.paid.units[at] * values[program.paid.column[at]] * program.unit; });
    projects.forEach(([, , agency], at) => { given[agency] += paid[at]; });
    const seen = { gain, paid, given, share: projects.map((_, at) => values[at]), pool: now.pool };
    if (whole) { newest = seen; start ??= seen; }
    byId("hold").disabled = !newest && !beside;
    byId("gain").textContent = number(gain, 2);
    byId("spent").textContent = money(Math.round(paid.reduce((sum, one) => sum + one, 0)));
    for (const [level, least] of [["high", 0.9], ["half", 0.5]]) {
      const count = (side) => number(side.filter((one) => one >= least - 1e-6).length);
      byId(level).textContent = count(after);
      byId(`${level}-before`).textContent = say("before", { before: count(before) });
    }
    byId("known").textContent = whole ? say("proved", { part: upwards.format(Math.max((bound - value) / gain, 1e-9)) }) : say("fractions");
    byId("page").dataset.answer = JSON.stringify({ gain, value, whole, bound });
    if (start) compared(seen, whole);
  }
  /* What is shown, held against the plan beside: the first one, or the one that was held. */
  function compared(seen, whole) {
    const base = beside ?? start, { paid, given } = seen, change = seen.gain - base.gain;
    byId("base").textContent = beside ? say("beside") : say("start");
    byId("told").textContent = beside ? say("told_beside", { pool: money(beside.pool), points: number(beside.gain, 2) }) : say("told_start");
    byId("hold").textContent = beside ? say("release") : say("hold");
    byId("change").classList.toggle("less", change < 0);
    byId("change").textContent = Math.abs(change) < 0.005 ? "" : (change > 0 ? "+" : "−") + number(Math.abs(change), 2);
    agencies.forEach((_, at) => [base.given[at], given[at]].forEach((sum, place) => { lines[at].cells[place + 1].textContent = money(Math.round(sum)); }));
    agencies.forEach((_, at) => { lines[at].cells[3].textContent = difference(given[at] - base.given[at]); });
    if (whole) for (const [id, sign] of [["came", 1], ["went", -1]]) {
      const moved = projects.map((_, at) => at).filter((at) => (sign > 0 ? base : seen).share[at] < 1e-6 && (sign > 0 ? seen : base).share[at] > 1e-6);
      moved.sort((a, b) => (sign > 0 ? paid[b] - paid[a] : base.paid[b] - base.paid[a]));
      byId(`${id}-count`).textContent = number(moved.length);
      byId(id).replaceChildren(...moved.slice(0, 15).map((at) => row(projects[at][1], agencies[projects[at][2]][1], money(Math.round((sign > 0 ? seen : base).paid[at])), now.locks[at] && now.locks[at] !== first.locks[at] ? say("locked") : "")));
    }
  }
  const difference = (quanta) => Math.abs(quanta) < 0.5 ? "" : (quanta > 0 ? "+" : "−") + money(Math.abs(Math.round(quanta)));
  function cell(text, name = "td", kind = "") {
    const made = document.createElement(name);
    made.className = kind;
    made.append(typeof text === "string" ? Object.assign(document.createElement("bdi"), { textContent: text }) : text);
    return made;
  }
  function row(name, ...cells) {
    const made = document.createElement("tr");
    made.append(cell(name, "th"), ...cells.map((text) => cell(text, "td", "n")));
    return made;
  }
  function computing(yes) { byId("computing").hidden = byId("cancel").hidden = !yes; byId("page").setAttribute("aria-busy", yes); }

  /* Projects to lock: those that are searched for, and before them those that are locked. */
  function listed() {
    const wanted = byId("search").value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    const found = projects.flatMap(([id, title, agency], at) => wanted.length && wanted.every((word) => `${id} ${title} ${agencies[agency][1]}`.toLowerCase().includes(word)) ? [at] : []).slice(0, 30);
    const rows = [...new Set([...locked(), ...found])].map((at) => {
      const choice = document.createElement("select"), [, title, agency, cost] = projects[at];
      choice.dataset.project = projects[at][0];
      choice.setAttribute("aria-label", title);
      const amount = now.amounts[at], fixed = amount !== undefined, both = document.createElement("span");
      for (const [value, key] of [[0, "free"], [1, "in"], [-1, "out"]]) choice.add(new Option(say(key), value, false, !fixed && now.locks[at] === value));
      choice.add(new Option(say("amount"), "amount", false, fixed));
      choice.addEventListener("change", () => change(choice.value === "amount" ? held(at, 0, cost) : held(at, Number(choice.value))));
      both.append(choice);
      if (fixed) {
        const field = Object.assign(document.createElement("input"), { type: "number", min: 0, max: cost * data.quantum, step: data.quantum, value: amount * data.quantum });
        field.dataset.amount = projects[at][0];
        field.setAttribute("aria-label", `${say("amount")}: ${title}`);
        field.addEventListener("change", () => change(held(at, 0, Math.min(Math.max(Math.round(Number(field.value) / data.quantum), 0), cost))));
        both.append(field);
      }
      const price = prices.get(at);
      return row(title, agencies[agency][1], money(cost), both, price === undefined ? "" : Math.abs(price) < 1e-6 ? say("nothing") : say(price > 0 ? "costs" : "brings", { points: number(Math.abs(price), 3) }));
    });
    byId("locks").replaceChildren(...rows);
  }

  const plain = (number) => number.toFixed(15).replace(/\.?0+$/, ""); /* no exponent */
  const amount = (quanta) => String(Math.round(quanta * data.quantum * 1e6) / 1e6);
  function decided() {
    const by = byId("by").value || say("somebody"), date = new Date().toISOString().slice(0, 10), made = [];
    if (now.pool !== first.pool) made.push(["settings", "", "pool", amount(now.pool)]);
    if (now.hurdle !== first.hurdle) made.push(["settings", "", "hurdle", plain(now.hurdle)]);
    for (const at of locked()) for (const [column, sign] of [["mandatory", 1], ["excluded", -1]]) {
      if ((now.locks[at] === sign) !== (first.locks[at] === sign)) made.push(["projects", projects[at][0], column, now.locks[at] === sign ? "yes" : "no"]);
    }
    for (const [at, quanta] of Object.entries(now.amounts)) for (const column of ["floor", "ceiling"]) made.push(["projects", projects[at][0], column, amount(quanta)]);
    indicators.forEach(([id], at) => { if (now.weights[at] !== first.weights[at]) made.push(["indicators", id, "weight", String(now.weights[at])]); });
    for (const [at, limits] of Object.entries(now.limits)) limits.forEach((limit, side) => {
      const [id, , ...units] = agencies[at], column = side ? "ceiling" : "floor";
      if (limit === undefined) return;
      made.push(["agencies", id, column, limit === null ? (side ? "" : "0") : amount(limit)]);
      if (units[side] !== "credits") made.push(["agencies", id, `${column}_unit`, "credits"]);
    });
    const names = ["id", "date", "by", "table", "key", "column", "value", "ground"], taken = new Set(data.decisions.map(({ id }) => id));
    let count = 0;
    const fresh = () => { do count++; while (taken.has(`w${count}`)); return `w${count}`; };
    const cells = new Set(made.map((one) => one.slice(0, 3).join("\n")));
    const earlier = data.decisions.filter((one) => one.date < date || !cells.has([one.table, one.key, one.column].join("\n")));
    const rows = [...earlier.map((one) => names.map((name) => one[name])), ...made.map(([table, key, column, value]) => [fresh(), date, by, table, key, column, value, byId("ground").value])];
    const quoted = (text) => `"${(/^'*\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    return [names, ...rows].map((line) => line.map(quoted).join(",") + "\r\n").join("");
  }

  /* An agency with what it is given, and fields for its floor and ceiling. */
  const fields = [];
  const lines = agencies.map(([id, name], at) => {
    fields[at] = ["floor", "ceiling"].map((key, side) => {
      const field = Object.assign(document.createElement("input"), { type: "number", min: 0, step: data.quantum });
      const bound = known[side ? "upper" : "lower"][program.own_rows[0] + at];
      if (bound !== null) field.placeholder = bound * program.unit * data.quantum;
      field.dataset[key] = id;
      field.setAttribute("aria-label", `${say(key)}: ${name}`);
      field.addEventListener("change", () => {
        const limits = [...(now.limits[at] ?? [undefined, undefined])];
        limits[side] = field.value === "" ? (bound === null ? undefined : null) : Math.round(Number(field.value) / data.quantum);
        change({ ...now, limits: { ...now.limits, [at]: limits } });
      });
      return field;
    });
    return row(name, "", "", "", ...fields[at]);
  });
  byId("agencies").replaceChildren(...lines);

  const range = [data.pool / 2, data.pool * 3 / 2].map((quanta) => Math.round(quanta) * data.quantum);
  Object.assign(byId("slider"), { min: range[0], max: range[1], step: Math.max(1, Math.round(data.pool / 1000)) * data.quantum });
  byId("pool").step = data.quantum;
  for (const id of ["slider", "pool"]) byId(id).addEventListener("input", () => {
    const pool = Math.round(Number(byId(id).value) / data.quantum);
    if (byId(id).value !== "" && pool >= 0) change({ ...now, pool });
  });
  const weighed = indicators.map(([, name], at) => {
    const field = Object.assign(document.createElement("input"), { type: "number", min: 0, step: "any", value: now.weights[at] });
    field.setAttribute("aria-label", name);
    field.addEventListener("change", () => { const weight = Number(field.value); if (weight >= 0) change({ ...now, weights: now.weights.with(at, weight) }); });
    return field;
  });
  byId("weights").replaceChildren(...indicators.map(([, name], at) => row(name, weighed[at])));
  byId("hurdle").addEventListener("change", () => { const hurdle = Number(byId("hurdle").value); if (hurdle >= 0) change({ ...now, hurdle }); });
  byId("search").addEventListener("input", listed);
  const back = () => { if (past.length) move(past.pop()); };
  byId("undo").addEventListener("click", back);
  addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target.tagName !== "INPUT") { event.preventDefault(); back(); } });
  byId("hold").addEventListener("click", () => { beside = beside ? null : newest; if (newest) compared(newest, true); });
  byId("cancel").addEventListener("click", () => { fractions.stop(); numbers.stop(); clearTimeout(timer); if (past.length) move(past.pop()); else computing(false); });
  byId("save").addEventListener("click", () => {
    const link = Object.assign(document.createElement("a"), { download: "decisions.csv", href: URL.createObjectURL(new Blob(["\ufeff", decided()], { type: "text/csv" })) });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  byId("waiting").hidden = true;
  byId("page").hidden = false;
  move(now);
})();
