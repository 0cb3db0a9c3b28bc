"use strict";
/* What the workers of the what-if page run: the program as arrays, solved again with other bounds, and a bound
   counted in whole numbers. */
function solver() {
  const GAP = 1e-3, SECONDS = 60, FAR = 1074n, FINE = 50;
  let model, told, exactly, first, passed;

  /* value * 2**1074, which is whole for every float */
  const parts = new Float64Array(1), bits = new BigUint64Array(parts.buffer);
  function exact(value) {
    parts[0] = Math.abs(value);
    const power = bits[0] >> 52n, digits = (bits[0] & 0xfffffffffffffn) | (power ? 1n << 52n : 0n);
    const found = digits << (power || 1n) - 1n;
    return value < 0 ? -found : found;
  }

  /* For any prices y of the rows A z, no plan gains more than y b and the most that c - y A leaves to each column. */
  function bound(prices) {
    const { starts, indices } = told.rows, { costs: [minus], columns: [lower, upper], rows: [rowLower, rowUpper] } = passed;
    const left = Array.from(minus, (cost) => -exact(cost) << BigInt(FINE));
    let most = 0n;
    prices.forEach((price, row) => {
      const y = BigInt(Math.round(-price * 2 ** FINE)), side = y > 0n ? rowUpper[row] : rowLower[row];
      if (!y || !Number.isFinite(side)) return;
      most += y * exact(side) << FAR;
      for (let at = starts[row]; at < starts[row + 1]; at++) left[indices[at]] -= y * exactly[at];
    });
    left.forEach((value, column) => { if (value) most += value * exact(value > 0n ? upper[column] : lower[column]); });
    return (Number(most >> FAR * 2n + BigInt(FINE) - 60n) + 1) / 2 ** 60 * (1 + 2 ** -50);
  }

  async function begin(program, wasm) {
    const highs = await Module({ instantiateWasm: (asked, made) => { WebAssembly.instantiate(wasm, asked).then(made); } });
    told = program;
    const { rows } = told, upper = Float64Array.from(told.upper), columns = upper.length, none = new Float64Array(columns);
    exactly = rows.values.map(exact);
    const [rowLower, rowUpper] = [[rows.lower, -Infinity], [rows.upper, Infinity]].map(([side, far]) => Float64Array.from(side, (each) => each ?? far));
    first = passed = { costs: [none], columns: [none, upper], rows: [rowLower, rowUpper] };
    const integrality = new Int32Array(columns);
    for (const column of told.whole) integrality[column] = 1;
    model = highs.createModel({
      numCols: columns, numRows: rowLower.length, colCost: none, colLower: none, colUpper: upper, rowLower, rowUpper, integrality,
      matrix: { format: "csr", numRows: rowLower.length, numCols: columns, starts: rows.starts, indices: rows.indices, values: rows.values },
    });
    model.options.set({ output_flag: false, mip_rel_gap: GAP, time_limit: SECONDS, primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 });
  }

  /* Tell the solver what differs from what it was told. */
  const verbs = { costs: "changeColsCost", columns: "changeColsBounds", rows: "changeRowsBounds" };
  function pass(what, ...now) {
    const indices = [...now[0].keys()].filter((at) => now.some((side, place) => side[at] !== passed[what][place][at]));
    if (indices.length) model[verbs[what]]({ kind: "set", indices }, ...now.map((side) => indices.map((at) => side[at])));
    passed = { ...passed, [what]: now };
  }
  function run(whole) {
    model.options.set("solve_relaxation", !whole);
    model.zeroAllClocks(); /* the limit is on one run */
    model.run();
    const { colValue: values, rowDual: prices } = model.getSolution();
    if (model.getModelStatus() !== 7 && !(whole && values.length && Number.isFinite(model.getObjectiveValue()))) return null;
    return { values, prices, value: -passed.costs[0].reduce((sum, cost, column) => sum + cost * values[column], 0) };
  }

  /* Among the plans of that value the one that costs least, where money has no price. */
  function thrifty({ values, value }, whole) {
    const indices = [], parts = [], costs = new Float64Array(values.length), row = passed.rows[0].length;
    passed.costs[0].forEach((cost, column) => { if (cost) { indices.push(column); parts.push(-cost); } });
    told.paid.column.forEach((column, at) => { costs[column] += told.paid.units[at]; });
    model.addRow(value - 1e-9 * Math.abs(value), Infinity, { indices, values: parts });
    pass("costs", costs);
    const found = run(whole);
    model.deleteRows({ kind: "range", from: row, to: row });
    return found?.values ?? values;
  }

  /* What is nearest to whole is held there and the rest solved again, until all is whole or too much is lost. */
  function rounded(least) {
    const [lower, upper] = passed.columns.map((side) => Float64Array.from(side));
    for (let found = run(false); found && found.value >= least; found = run(false)) {
      const away = (column) => Math.abs(found.values[column] - Math.round(found.values[column]));
      const loose = told.whole.filter((column) => away(column) > 1e-6).sort((a, b) => away(a) - away(b));
      if (!loose.length) return found;
      for (const column of loose.slice(0, Math.ceil(loose.length / 4))) lower[column] = upper[column] = Math.round(found.values[column]);
      pass("columns", Float64Array.from(lower), Float64Array.from(upper));
    }
    return null;
  }

  /* In fractions; or whole, beside the most that the prices of the fractions prove. */
  function solve({ bounds, locks, gains, asked, whole, free, basis, prices }) {
    const [lower, upper, rowLower, rowUpper] = [...first.columns, ...first.rows].map((side) => Float64Array.from(side));
    for (const [row, side, value] of bounds) (side ? rowUpper : rowLower)[row] = value;
    locks.forEach((lock, column) => { if (lock > 0) lower[column] = 1; if (lock < 0) upper[column] = 0; });
    const minus = new Float64Array(upper.length);
    gains.forEach((value, at) => { minus[told.gain.start + at] = -value; });
    told.paid.column.forEach((column, at) => { minus[column] += asked * told.paid.units[at]; }); /* what the hurdle asks of money */
    pass("costs", minus);
    pass("columns", lower, upper);
    pass("rows", rowLower, rowUpper);
    const most = whole ? bound(prices) : null;
    if (whole) model.setBasis(basis);
    const close = whole && !free && rounded(most - GAP * Math.abs(most));
    pass("columns", lower, upper);
    const found = close || run(whole);
    if (!found) return {};
    const price = whole ? null : -found.prices[told.pool_row], kept = whole ? {} : { basis: model.getBasis(), prices: found.prices };
    const values = (whole ? free : price < 1e-9) ? thrifty(found, whole) : found.values;
    const spent = told.paid.column.reduce((sum, column, at) => sum + told.paid.units[at] * values[column], 0);
    return { values, gain: found.value + asked * spent, value: found.value, price, bound: most, ...kept };
  }

  onmessage = async ({ data }) => {
    if (data.program) { await begin(data.program, data.wasm); postMessage({ ready: true }); return; }
    const { job, whole, without } = data;
    postMessage({ job, whole, without, answer: solve(data) });
  };
}
