"use strict";
// The last hour before the newest stored minute, asked for every few seconds. All stored text goes
// in through textContent, never as markup.
const MINUTE = 60000, HOUR = 60, REFRESH = 4000;
const SVG = "http://www.w3.org/2000/svg";
const KNOWN = ["approved", "denied", "failed", "reversed", "backend_reversed", "refunded", "processing"], LATENCY = "avg_latency_ms";
const $ = (id) => document.getElementById(id);
let token = sessionStorage.getItem("vigia-token") || "";

function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}
function shape(name, attributes, text) {
  const e = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text !== undefined) e.textContent = text;
  return e;
}
const colour = (status) => KNOWN.includes(status) ? "var(--" + status + ")" : "var(--text)";
const whole = (n) => Math.round(n).toLocaleString("en");
const clock = (ms) => new Date(ms).toISOString().slice(11, 16);
const iso = (ms) => new Date(ms).toISOString().slice(0, 19) + "Z";
const mark = (severity) => severity === "critical" ? "\u25B2" : "\u25C6";

async function ask(path, body) {
  const headers = token ? { Authorization: "Bearer " + token } : {};
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body ? JSON.stringify(body) : undefined, cache: "no-store" });
  if (answer.status === 401) throw Object.assign(new Error("a token is needed"), { needsToken: true });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.detail || answer.statusText);
  return value;
}

// Counts by status for each of the 60 minutes, summed over sources; null for a minute without any row.
function series(rows, start) {
  const seen = new Array(HOUR).fill(false), by = new Map(KNOWN.map((s) => [s, new Array(HOUR).fill(0)]));
  for (const row of rows) {
    const i = Math.round((Date.parse(row.time) - start) / MINUTE);
    if (i < 0 || i >= HOUR) continue;
    if (!by.has(row.status)) by.set(row.status, new Array(HOUR).fill(0));
    by.get(row.status)[i] += row.count;
    seen[i] = true;
  }
  for (const values of by.values()) seen.forEach((s, i) => { if (!s) values[i] = null; });
  return by;
}

// Low, high and expected for each of the 60 minutes, by status; null where no detector speaks.
function bandsOf(rows, start) {
  const by = new Map();
  for (const row of rows) {
    const i = Math.round((Date.parse(row.time) - start) / MINUTE);
    if (i < 0 || i >= HOUR) continue;
    if (!by.has(row.status)) by.set(row.status, new Array(HOUR).fill(null));
    by.get(row.status)[i] = row;
  }
  return by;
}

// Path commands through the points of each run of minutes without a hole.
function runs(values, each) {
  let run = [];
  const flush = () => { if (run.length) each(run); run = []; };
  values.forEach((v, i) => { if (v === null) flush(); else run.push([i, v]); });
  flush();
}
const points = (list, x, y) => list.map(([i, v]) => x(i).toFixed(1) + " " + y(v).toFixed(1)).join("L");

// A round number at or above v, so that the axis reads well.
function roundUp(v) {
  const power = 10 ** Math.floor(Math.log10(Math.max(v, 1)));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((m) => m * power).find((m) => m >= v);
}

function chart(status, values, band, anomalies, start) {
  const W = 600, H = 270, left = 52, bottom = 24, top = 12, right = 12;
  const tallest = Math.max(...values.map((v) => v || 0), ...anomalies.map((a) => a.count));
  // A band that is far above what happens must not flatten the line.
  const ceiling = Math.max(...band.map((b) => b ? b.high : 0), ...anomalies.map((a) => a.high || 0));
  const most = roundUp(1.08 * Math.max(2, tallest, Math.min(ceiling, 4 * Math.max(tallest, 1))));
  const step = (W - left - right) / (HOUR - 1);
  const x = (i) => left + i * step, y = (v) => top + (1 - Math.min(Math.max(v, 0), most) / most) * (H - bottom - top);
  const svg = shape("svg", { viewBox: "0 0 " + W + " " + H, role: "img", "aria-label": status + ", last hour" });
  for (const part of [0, 0.5, 1]) {
    svg.append(shape("line", { class: "grid", x1: left, x2: W - right, y1: y(most * part), y2: y(most * part) }));
    svg.append(shape("text", { x: left - 7, y: y(most * part) + 4, "text-anchor": "end" }, most * part < 10 ? String(Math.round(most * part * 10) / 10) : whole(most * part)));
  }
  for (const i of [0, 15, 30, 45, 59])
    svg.append(shape("text", { x: x(i), y: H - 4, "text-anchor": i === 59 ? "end" : "middle" }, clock(start + i * MINUTE)));
  values.forEach((v, i) => {
    if (v === null) svg.append(shape("rect", { class: "gap", x: x(i) - step / 2, width: step + 0.3, y: top, height: H - bottom - top }));
  });
  runs(band.map((b) => b && b.high), (list) => {
    const low = list.map(([i]) => [i, band[i].low]).reverse();
    svg.append(shape("path", { class: "band", fill: colour(status), d: "M" + points(list, x, y) + "L" + points(low, x, y) + "Z" }));
  });
  runs(band.map((b) => b && b.expected), (list) =>
    svg.append(shape("path", { class: "expected", stroke: colour(status), d: "M" + points(list, x, y) })));
  runs(values, (list) => {
    if (list.length === 1) svg.append(shape("circle", { cx: x(list[0][0]), cy: y(list[0][1]), r: 2, fill: colour(status) }));
    else svg.append(shape("path", { class: "line", stroke: colour(status), d: "M" + points(list, x, y) }));
  });
  for (const a of anomalies) {
    const i = (Date.parse(a.time) - start) / MINUTE;
    const point = shape("text", { x: x(i), y: y(a.count) + 6, "text-anchor": "middle", class: "mark " + a.severity }, mark(a.severity));
    point.append(shape("title", {}, a.reason));
    svg.append(point);
  }
  return svg;
}

function tile(label, value, note) {
  const e = element("div", "tile");
  e.append(element("span", "quiet", label), element("b", "", value), element("span", "quiet", note || ""));
  return e;
}

function show(newest, rows, bands, anomalies, incidents) {
  const start = newest - (HOUR - 1) * MINUTE, by = series(rows, start), expected = bandsOf(bands, start);
  const sum = (values) => values.reduce((a, v) => a + (v || 0), 0);
  // A mean is a series of its own and no number of transactions.
  const totals = [...by].filter(([status]) => status !== LATENCY).map(([status, values]) => [status, sum(values)]);
  const all = totals.reduce((a, [, n]) => a + n, 0);
  const approved = totals[0][1];
  $("newest").textContent = "newest minute " + iso(newest).replace("T", " ").slice(0, 16) + " UTC";
  const worst = incidents.some((i) => i.severity === "critical") ? "critical" : incidents.length ? "warning" : "well";
  $("state").className = "state " + worst;
  $("state").textContent = incidents.length ? mark(worst) + " " + incidents.length + " open incident" + (incidents.length > 1 ? "s" : "") : "calm";
  $("tiles").replaceChildren(
    tile("Approval rate", all ? (100 * approved / all).toFixed(1) + " %" : "\u2013", "of the last hour"),
    tile("Transactions", whole(all), "in the last hour"),
    tile("This minute", whole([...by].reduce((a, [status, v]) => a + (status === LATENCY ? 0 : v[HOUR - 1] || 0), 0)), "all statuses"),
    tile("Anomalies", whole(anomalies.length), "in the last hour"),
    tile("Open incidents", whole(incidents.length), worst === "well" ? "calm" : worst));
  $("charts").replaceChildren(...[...by].map(([status, values]) => {
    const card = element("section", "card"), title = element("h2"), last = values[HOUR - 1];
    const dot = element("span", "", "\u25CF");
    dot.style.color = colour(status);
    title.append(dot, element("span", "", status), element("span", "now", last === null ? "gap" : whole(last) + (status === LATENCY ? " ms" : " a minute")));
    const found = anomalies.filter((a) => a.status === status);
    if (found.length) card.classList.add(found.some((a) => a.severity === "critical") ? "has-critical" : "has-warning");
    card.append(title, chart(status, values, expected.get(status) || new Array(HOUR).fill(null), found, start));
    return card;
  }));
  $("breakdown").replaceChildren(...totals.flatMap(([status, n]) => {
    const line = element("div", "row"), bar = element("div", "bar"), fill = element("i");
    line.append(element("span", "", status), element("span", "", whole(n) + (all ? " \u00B7 " + (100 * n / all).toFixed(1) + " %" : "")));
    fill.style.width = (all ? 100 * n / all : 0) + "%";
    fill.style.background = colour(status);
    bar.append(fill);
    return [line, bar];
  }));
  const list = (id, items, empty) => $(id).replaceChildren(...(items.length ? items : [element("li", "quiet", empty)]));
  list("incidents", incidents.map((i) => {
    const e = element("li");
    e.append(element("div", i.severity, mark(i.severity) + " " + i.severity + " since " + clock(Date.parse(i.start)) + ", " + i.statuses.join(", ")),
      element("div", "", i.reason), element("div", "quiet", i.owner ? "with " + i.owner : i.state));
    return e;
  }), "None. All is calm.");
  list("anomalies", anomalies.slice(-12).reverse().map((a) => {
    const e = element("li");
    e.append(element("span", a.severity, mark(a.severity) + " " + clock(Date.parse(a.time)) + " "), element("span", "", a.reason));
    return e;
  }), "None.");
}

async function refresh() {
  try {
    const range = await ask("/range");
    $("ask").hidden = true;
    if (!range.newest) {
      $("newest").textContent = "Nothing is stored yet. Post a minute: see /docs, or start vigiactl serve --demo.";
      $("state").textContent = "connected";
    } else {
      const newest = Date.parse(range.newest), from = iso(newest - (HOUR - 1) * MINUTE), to = iso(newest + MINUTE);
      const span = "?from=" + from + "&to=" + to;
      const [counts, bands, anomalies, open, acknowledged] = await Promise.all([
        ask("/query", { from, to, limit: 100000 }), ask("/bands" + span), ask("/anomalies" + span),
        ask("/incidents?state=open"), ask("/incidents?state=acknowledged")]);
      show(newest, counts.rows, bands.rows, anomalies.anomalies, [...open.incidents, ...acknowledged.incidents]);
    }
  } catch (error) {
    $("ask").hidden = !error.needsToken;
    $("state").className = "state warning";
    $("state").textContent = "\u25C6 no data: " + error.message;
  }
  setTimeout(refresh, REFRESH);
}

$("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  token = $("token").value;
  sessionStorage.setItem("vigia-token", token);
  $("token").value = "";
});
refresh();
