/* What the page shows, made from the state the server tells. Text goes into the page as text only, never as markup. */
"use strict";

const gwView = (() => {
  const TONES = {
    AVAILABLE: "gw-good", PREPARING: "gw-busy", CHARGING: "gw-good", SUSPENDED_EV: "gw-warn", SUSPENDED_EVSE: "gw-warn",
    FINISHING: "gw-busy", RESERVED: "gw-busy", UNAVAILABLE: "gw-idle", FAULTED: "gw-bad"
  };

  /** An element with a class, and text or other elements in it. */
  function el(tag, className, ...content) {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    element.append(...content.filter(part => part !== null && part !== undefined));
    return element;
  }

  function fact(words, value, className) {
    return el("div", "gw-fact " + (className || ""), el("dt", "", words), el("dd", "", value));
  }

  function number(value, digits) {
    return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  function duration(millis) {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    const two = n => String(n).padStart(2, "0");
    return Math.floor(seconds / 3600) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  }

  function ago(millis) {
    const seconds = Math.max(0, Math.round(millis / 1000));
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600 ? Math.floor(seconds / 60) + " min" : Math.floor(seconds / 3600) + " h " + Math.floor(seconds / 60) % 60 + " min";
  }

  function clock(millis, withMillis) {
    const time = new Date(millis);
    const two = n => String(n).padStart(2, "0");
    const text = two(time.getHours()) + ":" + two(time.getMinutes()) + ":" + two(time.getSeconds());
    return withMillis ? text + "." + String(time.getMilliseconds()).padStart(3, "0") : text;
  }

  function faultWords(fault) {
    return [fault.text, fault.info, fault.code && "code " + fault.code].filter(Boolean).join(" · ");
  }

  /** The power of the last two minutes as a small line; values are pairs of time and watts. */
  function line(values, now) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "gw-line");
    svg.setAttribute("viewBox", "0 0 120 40");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const highest = Math.max(1000, ...values.map(value => value[1]));
    const span = Math.min(120000, Math.max(20000, values.length > 0 ? now - values[0][0] : 0));
    const points = values
      .map(([at, watts]) => [120 - 120 * (now - at) / span, 39 - 37 * watts / highest])
      .filter(point => point[0] >= 0);
    if (points.length > 0) {
      points.push([120, points[points.length - 1][1]]);
    }
    if (points.length > 1 && values.some(value => value[1] > 0)) {
      const top = points.map(point => point[0].toFixed(1) + " " + point[1].toFixed(1)).join(" L");
      for (const [name, d] of [["gw-area", "M" + points[0][0].toFixed(1) + " 40 L" + top + " L120 40 Z"], ["", "M" + top]]) {
        const path = document.createElementNS(space, "path");
        path.setAttribute("class", name);
        path.setAttribute("d", d);
        svg.append(path);
      }
    }
    return svg;
  }

  function card(connector, memory, now) {
    const session = connector.session;
    const last = connector.last;
    const shown = session || last;
    const kilowatts = connector.watts === undefined ? "–" : number(connector.watts / 1000, 1);
    const facts = el("dl", "gw-facts",
      fact(session || !last ? "Energy" : "Last session", shown ? number(shown.wh / 1000, 3) + " kWh" : "–"),
      fact("Time", shown ? duration((shown.endedAt || now) - shown.startedAt) : "–"),
      fact("Offered", connector.offered > 0 ? number(connector.offered, 0) + " A" : "–"),
      fact("Card", connector.token || (shown && shown.token) || "–"),
      fact("Car", connector.pilotText + " (" + connector.pilot + ")" + (connector.locked ? ", cable locked" : ""), "gw-wide"));
    const box = el("article", "gw-box gw-card",
      el("div", "gw-head", el("h2", "", "Connector " + connector.number),
        el("span", "gw-pill " + (TONES[connector.status] || "gw-idle"), connector.text)),
      el("div", "gw-big", el("div", "gw-power", kilowatts, el("small", "", "kW")), line(memory.power, now)),
      facts);
    box.dataset.connector = connector.number;
    box.dataset.status = connector.status;
    if (connector.fault) {
      box.append(el("p", "gw-note " + (connector.fault.blocking ? "gw-bad" : "gw-warn"), faultWords(connector.fault)));
    }
    const hint = (session && session.suspended) || (!connector.fault && connector.info);
    if (hint) {
      box.append(el("p", "gw-note gw-warn", hint));
    }
    return box;
  }

  function link(state, lastFrames, now) {
    const known = state.link;
    const station = state.station;
    const tone = !known ? "gw-idle" : known.online ? "gw-good" : known.state === "CONNECTED" || known.state === "CONNECTING" ? "gw-warn" : "gw-bad";
    const box = el("div", "gw-box gw-link",
      el("div", "gw-head",
        el("h2", "", "Central system"),
        el("span", "gw-pill " + tone, known ? known.text : "OCPP is not running")));
    box.dataset.state = known ? known.state : "";
    const facts = el("dl", "gw-facts");
    if (known) {
      facts.append(fact("Since", clock(known.since) + " (" + ago(now - known.since) + ")"));
      if (known.detail && !known.online) {
        facts.append(fact("Reason", known.detail));
      }
      facts.append(
        fact("Address", known.url || "not set"),
        fact("Identity", known.identity || "not set"),
        fact("Registration", known.registration === "UNKNOWN" ? "not asked yet" : known.registration),
        fact("Messages waiting", String(known.outbox)),
        fact("Last sent", lastFrames.sent ? ago(now - lastFrames.sent) + " ago" : "–"),
        fact("Last received", lastFrames.received ? ago(now - lastFrames.received) + " ago" : "–"));
    }
    if (station) {
      facts.append(fact("Station", [station.name, station.serial, station.firmware && "firmware " + station.firmware].filter(Boolean).join(" · ")));
    }
    box.append(facts);
    if (station && station.fault) {
      box.append(el("p", "gw-note " + (station.fault.blocking ? "gw-bad" : "gw-warn"), faultWords(station.fault)));
    } else if (station && station.status !== "AVAILABLE") {
      box.append(el("p", "gw-note gw-warn", "The whole station is " + station.text.toLowerCase()));
    }
    return box;
  }

  function pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch (notJson) {
      return text;
    }
  }

  /** What a frame carries, without its number, id and action, which stand beside it or are seen when it is open. */
  function payload(text) {
    try {
      const parts = JSON.parse(text);
      return parts.slice(parts[0] === 2 ? 3 : 2).map(part => typeof part === "string" ? part : JSON.stringify(part)).join(" ");
    } catch (notAFrame) {
      return text;
    }
  }

  /** One frame; a click opens it. */
  function frame(known, open, toggle) {
    const tone = known.type === "error" || known.type === "invalid" ? " gw-error" : known.type === "result" ? " gw-answer" : "";
    const head = el("button", "",
      el("span", "gw-time", clock(known.at, window.innerWidth > 720)),
      el("span", known.sent ? "gw-sent" : "gw-received", known.sent ? "→" : "←"),
      el("span", "gw-action", (known.action || "?") + (known.type === "error" ? " error" : known.type === "result" ? " answer" : "")),
      el("span", "gw-ms", known.ms >= 0 ? known.ms + " ms" : ""),
      el("span", "gw-text", payload(known.text)));
    head.type = "button";
    head.title = known.sent ? "sent to the central system" : "received from the central system";
    head.setAttribute("aria-expanded", String(open));
    const row = el("div", "gw-frame" + tone, head, open ? el("pre", "", pretty(known.text)) : null);
    row.dataset.seq = known.seq;
    head.addEventListener("click", () => toggle(row));
    return row;
  }

  return { el, card, link, frame };
})();
