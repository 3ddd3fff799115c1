// The plain page: the incident list over the local API. All text goes in as text, never as markup.
"use strict";

const list = document.getElementById("list");
const more = document.getElementById("more");
const count = document.getElementById("count");
const form = document.getElementById("filter");
let cursor = null;
let shown = 0;

function cell(row, text, href) {
  const td = row.insertCell();
  if (!href) {
    td.textContent = text;
    return;
  }
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  td.append(link);
}

function range(number) {
  if (!number) return "";
  if (number.max === null) return `${number.min}+`;
  return number.max === number.min ? `${number.min}` : `${number.min}–${number.max}`;
}

function add(incident) {
  const row = list.insertRow();
  const place = incident.place;
  cell(row, incident.time ? incident.time.start.slice(0, 10) : "unknown");
  cell(row, (incident.event_type || "unknown").replaceAll("_", " "), `api/v1/incidents/${encodeURIComponent(incident.id)}`);
  cell(row, place ? [place.name, place.admin1, place.country].filter(Boolean).join(", ") : "unknown");
  cell(row, [incident.initiators.join(", "), incident.targets.join(", ")].filter(Boolean).join(" → "));
  cell(row, range(incident.killed));
  cell(row, incident.sources.roots);
  cell(row, incident.grade);
}

async function load() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", cursor);
  const answer = await fetch(`api/v1/incidents?${query}`);
  const page = await answer.json();
  if (!answer.ok) {
    count.textContent = page.message;
    return;
  }
  page.incidents.forEach(add);
  shown += page.incidents.length;
  cursor = page.next_cursor;
  more.hidden = !cursor;
  count.textContent = `${shown} of ${page.total} incidents`;
}

function start(event) {
  if (event) event.preventDefault();
  list.replaceChildren();
  cursor = null;
  shown = 0;
  load().catch((error) => { count.textContent = `no answer: ${error.message}`; });
}

form.addEventListener("submit", start);
more.addEventListener("click", () => load());
start();
