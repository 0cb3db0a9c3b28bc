"use strict";
/* What the workers of the what-if page run: the program as arrays, solved again with other bounds, and a bound
   counted in whole numbers. */
function solver() {
  const GAP = 1e-3, SECONDS = 60, FAR = 1074n, FINE = 50;
  let model, told, exactly, minus;

  /* value * 2**1074, which is whole for every float */
  const parts = new Float64Array(1), bits = new BigUint64Array(parts.buffer);
  function exact(value) {
    parts[0] = Math.abs(value);
    const power = bits[0] >> 52n, digits = (bits[0] & 0xfffffffffffffn) | (power ? 1n << 52n : 0n);
    const found = digits << (power || 1n) - 1n;
    return value < 0 ? -found : found;
  }

  /* For any prices y of the rows A z, no plan gains more than y b and the most that c - y A leaves to each column. */
  function bound(prices, rowLower, rowUpper, lower, upper) {
    const { starts, indices } = told.rows;
    const left = minus.map((cost) => -exact(cost) << BigInt(FINE));
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

  async function begin(program, wasm, whole) {
    const highs = await Module({ instantiateWasm: (asked, made) => { WebAssembly.instantiate(wasm, asked).then(({ instance }) => made(instance)); } });
    told = program;
    const { upper, rows } = told, columns = upper.length;
    exactly = rows.values.map(exact);
    for (const [name, none] of [["lower", -Infinity], ["upper", Infinity]]) rows[name] = rows[name].map((each) => each ?? none);
    const integrality = new Int32Array(columns);
    if (whole) for (const column of told.whole) integrality[column] = 1;
    model = highs.createModel({
      numCols: columns, numRows: rows.lower.length, colCost: new Float64Array(columns),
      colLower: new Float64Array(columns), colUpper: upper, rowLower: rows.lower, rowUpper: rows.upper,
      matrix: { format: "csr", numRows: rows.lower.length, numCols: columns, starts: rows.starts, indices: rows.indices, values: rows.values },
      ...(whole ? { integrality } : {}),
    });
    model.options.set({ output_flag: false, mip_rel_gap: GAP, time_limit: SECONDS, primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 });
  }

  /* Among the plans of that value the one that costs least, where money has no price. */
  function thrifty(value, rows) {
    const places = [], values = [], costs = new Float64Array(minus.length);
    minus.forEach((cost, column) => { if (cost) { places.push(column); values.push(-cost); } });
    told.paid.column.forEach((column, at) => { costs[column] += told.paid.units[at]; });
    model.addRow(value - 1e-9 * Math.abs(value), Infinity, { indices: places, values });
    model.changeColsCost({ kind: "range", from: 0, to: minus.length - 1 }, costs);
    model.run();
    const found = model.getModelStatus() === 7 ? model.getSolution().colValue : null;
    model.deleteRows({ kind: "range", from: rows, to: rows });
    return found;
  }

  function solve({ bounds, locks, gains, asked, whole, free }) {
    const { upper, rows } = told;
    const lower = new Float64Array(upper.length), high = Float64Array.from(upper);
    const rowLower = Float64Array.from(rows.lower), rowUpper = Float64Array.from(rows.upper);
    for (const [row, side, value] of bounds) (side ? rowUpper : rowLower)[row] = value;
    locks.forEach((lock, column) => { if (lock > 0) lower[column] = 1; if (lock < 0) high[column] = 0; });
    minus = Array(upper.length).fill(0);
    gains.forEach((value, at) => { minus[told.gain.start + at] = -value; });
    told.paid.column.forEach((column, at) => { minus[column] += asked * told.paid.units[at]; }); /* what the hurdle asks of money */
    model.changeColsCost({ kind: "range", from: 0, to: upper.length - 1 }, Float64Array.from(minus));
    model.changeColsBounds({ kind: "range", from: 0, to: upper.length - 1 }, lower, high);
    model.changeRowsBounds({ kind: "range", from: 0, to: rowLower.length - 1 }, rowLower, rowUpper);
    model.run();
    const status = model.getModelStatus(), found = model.getSolution();
    if (status !== 7 && !(whole && found.colValue.length && Number.isFinite(model.getObjectiveValue()))) return { status };
    const value = -minus.reduce((sum, cost, column) => sum + cost * found.colValue[column], 0);
    const price = whole ? null : -found.rowDual[told.pool_row];
    const values = ((whole ? free : price < 1e-9) && thrifty(value, rowLower.length)) || found.colValue;
    const spent = told.paid.column.reduce((sum, column, at) => sum + told.paid.units[at] * values[column], 0);
    return { values, gain: value + asked * spent, value, price, bound: whole ? null : bound(found.rowDual, rowLower, rowUpper, lower, high) };
  }

  onmessage = async ({ data }) => {
    if (data.program) { await begin(data.program, data.wasm, data.whole); postMessage({ ready: true }); return; }
    postMessage({ ...data, answer: solve(data) });
  };
}
