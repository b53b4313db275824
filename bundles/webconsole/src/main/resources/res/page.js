/* Keeps the charging page live: by a stream of events, or by polling where there is none. */
"use strict";

window.addEventListener("load", () => {
  const { el, card, link, frame } = gwView;
  const MOST_FRAMES = 300;
  const POLL_MILLIS = 2000;
  const root = document.getElementById("gw");
  // Without user and password in it, with which fetch refuses an address.
  const base = location.origin + pluginRoot;

  let state = null;
  let clockAhead = 0;
  let frames = [];
  let paused = null;
  let epoch = "";
  const opened = new Set();
  const memories = new Map();
  const lastFrames = { sent: 0, received: 0 };

  // The console's frame has no view port of its own.
  const viewport = el("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  document.head.append(viewport);

  const linkPlace = el("div", "");
  const cards = el("div", "gw-cards");
  const connection = el("span", "gw-pill", "Loading");
  const list = el("div", "gw-list");
  const text = el("input");
  const action = el("select");
  const direction = el("select");
  const pause = el("button", "", "Pause");
  const clear = el("button", "", "Clear");

  function build() {
    text.type = "search";
    text.placeholder = "Filter text";
    text.setAttribute("aria-label", "Show only frames with this text");
    action.setAttribute("aria-label", "Show only this action");
    direction.setAttribute("aria-label", "Show only this direction");
    action.append(new Option("All actions", ""));
    direction.append(new Option("Both ways", ""), new Option("→ sent", "sent"), new Option("← received", "received"));
    pause.type = "button";
    clear.type = "button";
    pause.setAttribute("aria-pressed", "false");
    pause.addEventListener("click", () => {
      paused = paused === null ? frames.slice() : null;
      pause.textContent = paused === null ? "Pause" : "Resume";
      pause.setAttribute("aria-pressed", String(paused !== null));
      drawFrames();
    });
    clear.addEventListener("click", () => {
      frames = [];
      paused = paused === null ? null : [];
      drawFrames();
    });
    for (const control of [text, action, direction]) {
      control.addEventListener("input", drawFrames);
    }
    list.setAttribute("role", "log");
    list.setAttribute("aria-label", "OCPP frames, newest first");
    root.replaceChildren(
      linkPlace,
      cards,
      el("div", "gw-box",
        el("div", "gw-head",
          el("div", "gw-head", el("h2", "", "OCPP frames"), connection),
          el("div", "gw-tools", text, action, direction, pause, clear)),
        list));
    drawFrames();
  }

  function now() {
    return Date.now() + clockAhead;
  }

  function takeState(next) {
    clockAhead = next.now - Date.now();
    state = next;
    for (const connector of next.station ? next.station.connectors : []) {
      const memory = memories.get(connector.number) || { power: [] };
      memories.set(connector.number, memory);
      memory.power.push([next.now, connector.watts || 0]);
      while (memory.power.length > 2 && memory.power[0][0] < next.now - 125000) {
        memory.power.shift();
      }
    }
    drawState();
  }

  function drawState() {
    if (!state) {
      return;
    }
    put(linkPlace, [link(state, lastFrames, now())]);
    put(cards, state.station
      ? state.station.connectors.map(c => card(c, memories.get(c.number), now()))
      : [el("div", "gw-box gw-soft", "The station is not running: its bundle is missing, stopped or waits for something.")]);
  }

  /** Puts in only what is different, so that a selection lives on in the rest. */
  function put(place, next) {
    if (place.children.length !== next.length) {
      place.replaceChildren(...next);
      return;
    }
    next.forEach((element, index) => {
      if (!place.children[index].isEqualNode(element)) {
        place.children[index].replaceWith(element);
      }
    });
  }

  function takeFrames(news, reset) {
    if (reset) {
      frames = [];
    }
    for (const known of news) {
      frames.unshift(known);
      lastFrames[known.sent ? "sent" : "received"] = known.at;
      if (known.action && ![...action.options].some(option => option.value === known.action)) {
        action.append(new Option(known.action, known.action));
      }
    }
    frames.length = Math.min(frames.length, MOST_FRAMES);
    if (paused === null) {
      drawFrames();
    }
  }

  function wanted(known) {
    return (!action.value || known.action === action.value)
      && (!direction.value || known.sent === (direction.value === "sent"))
      && (!text.value || (known.action + " " + known.text).toLowerCase().includes(text.value.toLowerCase()));
  }

  function drawFrames() {
    const shown = (paused === null ? frames : paused).filter(wanted);
    const rows = new Map([...list.children].map(row => [row.dataset.seq, row]));
    list.replaceChildren(...shown.map(known => rows.get(String(known.seq)) || frame(known, opened.has(known.seq), toggle)));
    if (shown.length === 0) {
      list.append(el("div", "gw-empty", frames.length === 0 ? "No frame yet." : "No frame matches the filter."));
    }
  }

  function toggle(row) {
    const seq = Number(row.dataset.seq);
    const known = (paused === null ? frames : paused).find(other => other.seq === seq);
    if (!known) {
      return;
    }
    if (!opened.delete(seq)) {
      opened.add(seq);
    }
    const next = frame(known, opened.has(seq), toggle);
    row.replaceWith(next);
    next.firstChild.focus();
  }

  function tellConnection(words, tone) {
    connection.className = "gw-pill " + tone;
    connection.textContent = words;
  }

  function stream() {
    const events = new EventSource(base + "/events");
    events.addEventListener("open", () => tellConnection("Live", "gw-good"));
    events.addEventListener("state", event => takeState(JSON.parse(event.data)));
    events.addEventListener("frames", event => {
      const data = JSON.parse(event.data);
      takeFrames(data.frames, data.reset);
    });
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) {
        poll();
      } else {
        tellConnection("Reconnecting", "gw-bad");
      }
    });
    window.addEventListener("pagehide", () => events.close());
  }

  async function poll() {
    try {
      const last = frames.length ? frames[0].seq : 0;
      const response = await fetch(base + "/state.json?since=" + last, { cache: "no-store" });
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      const next = await response.json();
      takeState(next);
      const reset = epoch !== "" && epoch !== next.epoch;
      if (!reset || last === 0) {
        takeFrames(next.frames, false);
      } else {
        takeFrames([], true);
      }
      epoch = next.epoch;
      tellConnection("Polling", "gw-warn");
    } catch (failure) {
      tellConnection("Station does not answer", "gw-bad");
    }
    setTimeout(poll, POLL_MILLIS);
  }

  build();
  stream();
  setInterval(drawState, 1000);
});
