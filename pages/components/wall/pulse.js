// The browser keeps time, turns the panels, shows a scene once it is drawn, and tells when nothing is heard any more.
// It counts by the monotonic clock from the server's last word: the clock of a kiosk may be wrong or be put right.
const TICK = 500;
const SETTLED = 3; // ticks for which a scene must be complete before it is shown
const PATIENT = 20; // ticks after which it is shown without the shapes of its map, which the server may have lost
const WELL = 3; // answers of the server before a silent page loads itself anew
const AT_MOST_EVERY = 6e5;
const TRIANGLE = "<path d='M12 2 23 22H1Z' fill='currentColor'/><path d='M12 9v6M12 17.5v2' stroke='var(--hole)' stroke-width='2.6'/>";
const CROSS = "<path d='M4 4 20 20M20 4 4 20' stroke='currentColor' stroke-width='4.5' fill='none'/>";
const MARKS = {
  fresh: "<circle cx='12' cy='12' r='7' fill='currentColor'/>",
  stale: TRIANGLE, failed: TRIANGLE, slow: TRIANGLE, outdated: TRIANGLE, lost: CROSS,
};

const wall = (window.gridscopeWall ||= { heard: performance.now(), answers: 0, drawn: 0, mapped: 0 });
const root = document.documentElement;
const two = (number) => String(number).padStart(2, "0");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function age(seconds, words) {
  if (seconds < 60) return fill(words.seconds, { count: Math.floor(seconds) });
  if (seconds < 3600) return fill(words.minutes, { count: Math.floor(seconds / 60) });
  if (seconds < 48 * 3600) return fill(words.hours, { count: Math.floor(seconds / 3600) });
  return fill(words.days, { count: Math.floor(seconds / 86400) });
}

function when(moment, now, words) {
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  if (moment.toDateString() === now.toDateString()) return time;
  const past = moment.getFullYear() !== now.getFullYear();
  const [month, day] = [moment.getMonth() + 1, moment.getDate()];
  const said = fill(past ? words.full_date : words.date, { year: moment.getFullYear(), month: past ? two(month) : month, day: past ? two(day) : day });
  return `${said} ${time}`;
}

// Most severe first: [state, first line, second line].
function judge(told, now, silent) {
  const words = told.words;
  const picture = told.drawn ? when(new Date(told.drawn), now, words) : null;
  const until = told.data_until ? new Date(told.data_until) : null;
  const old = until ? Math.max(0, (now - until) / 1000) : 0;
  const [amber, red] = told.data_limits ? told.data_limits.map((minutes) => minutes * 60) : [Infinity, Infinity];
  const stale = until && [fill(words.stale, { age: age(old, words) }), fill(words.check, { moment: when(until, now, words) })];
  const away = [fill(words.lost, { age: age(silent, words) }), picture ? fill(words.reconnecting, { moment: picture }) : ""];
  if (silent > told.link_limits[1]) return ["lost", ...away];
  if (until && old > red) return ["outdated", ...stale];
  if (silent > told.link_limits[0]) return ["slow", ...away];
  if (told.trouble) return ["failed", words.failed, picture ? fill(words.retrying, { moment: picture }) : words.waiting];
  if (until && old > amber) return ["stale", ...stale];
  if (!until) return ["fresh", "", ""];
  return ["fresh", fill(words.fresh, { moment: when(until, now, words) }), told.data_limits ? fill(words.ago, { age: age(old, words) }) : ""];
}

function say(now, silent) {
  const part = (name) => wall.parent.querySelector(`#${name}`);
  const pulse = part("pulse");
  if (!pulse) return;
  const set = (name, text) => { if (part(name).textContent !== text) part(name).textContent = text; };
  const [state, first, second] = judge(wall.told, now, silent);
  if (pulse.className !== state) {
    pulse.className = state;
    part("mark").innerHTML = MARKS[state];
    part("mark").style.setProperty("--hole", state === "outdated" ? "#FF7F61" : "#F2B33D");
    root.dataset.link = state;
  }
  set("say", first);
  set("second", second);
  part("mark").style.display = first ? "" : "none";
  set("time", `${two(now.getHours())}:${two(now.getMinutes())}`);
  const day = fill(wall.told.words.date, { month: now.getMonth() + 1, day: now.getDate() });
  set("date", `${day} ${wall.told.weekdays[now.getDay()]}`);
}

// The area that is visited is traced anew above its neighbours; plotly's own shapes keep their order, by which it knows them.
function outline(map, visited) {
  const layer = map.querySelector(".choroplethlayer");
  const shape = layer?.querySelectorAll("path")[visited];
  if (!shape) return;
  let line = layer.parentNode.querySelector(".wall-outline");
  if (!line) {
    line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("class", "wall-outline");
    layer.after(line);
  }
  if (line.getAttribute("d") !== shape.getAttribute("d")) line.setAttribute("d", shape.getAttribute("d"));
}

// The name beside the map, or its beginning where it was too long, stands bold while its area is visited.
function underline(map, name) {
  for (const label of map.querySelectorAll(".annotation-text")) {
    const words = label.textContent;
    label.classList.toggle("wall-visited", words === name || (words.endsWith("…") && name.startsWith(words.slice(0, -1))));
  }
}

// Two walls in one room stay in step, because both count from the same clock.
function turn(now) {
  const { turn, panels, tour } = wall.told;
  if (panels) root.dataset.turn = Math.floor(now / 1000 / turn) % panels;
  for (const lines of document.querySelectorAll(".wall-tour")) {
    const visited = Math.floor(now / 1000 / tour) % lines.children.length;
    [...lines.children].forEach((line, number) => line.classList.toggle("wall-here", number === visited));
    const map = lines.closest("[class*='-map ']");
    outline(map, visited);
    underline(map, lines.children[visited]?.firstElementChild.textContent ?? "");
  }
}

function flip() {
  const wanted = wall.told.scene;
  if (wanted === null || root.dataset.scene === String(wanted)) return;
  const charts = [...document.querySelectorAll(`.st-key-wall-scene${wanted} .stPlotlyChart`)];
  const words = document.querySelector(`.st-key-wall-scene${wanted} .wall-tiles`);
  const drawn = words && charts.every((chart) => chart.querySelector(".main-svg"));
  const mapped = drawn && charts.every((chart) => !chart.querySelector(".geo") || chart.querySelector(".choroplethlayer path"));
  wall.drawn = drawn ? wall.drawn + 1 : 0;
  wall.mapped = mapped ? wall.mapped + 1 : 0;
  if (wall.mapped >= SETTLED || wall.drawn >= PATIENT) {
    wall.drawn = wall.mapped = 0;
    root.dataset.scene = wanted;
  }
}

function fit() {
  const width = document.querySelector(".st-key-wall-wide") ? 3840 : 1920;
  root.style.setProperty("--fit", Math.min(innerWidth / width, innerHeight / 1080));
}

function tick() {
  const silent = (performance.now() - wall.heard) / 1000;
  const now = new Date(wall.server + silent * 1000);
  fit();
  say(now, silent);
  turn(now);
  flip();
}

// The last resort: the server is well, but this page has not heard from it for long. Never while the server is away, because
// the browser's own error page has no script that could come back.
async function rescue() {
  if ((performance.now() - wall.heard) / 1000 < wall.told.reload_after) return void (wall.answers = 0);
  try {
    const answer = await fetch(wall.told.health, { cache: "no-store", signal: AbortSignal.timeout(5000) });
    wall.answers = answer.ok ? wall.answers + 1 : 0;
  } catch {
    wall.answers = 0;
  }
  const before = Number(sessionStorage.gridscopeReload || 0);
  if (wall.answers >= WELL && Math.abs(Date.now() - before) > AT_MOST_EVERY) {
    sessionStorage.gridscopeReload = Date.now();
    location.reload();
  }
}

export default function ({ data, parentElement }) {
  if (data.beat !== wall.told?.beat) {
    wall.heard = performance.now();
    wall.server = Date.parse(data.now);
  }
  wall.told = data;
  wall.parent = parentElement;
  wall.ticking ||= setInterval(tick, TICK);
  wall.rescuing ||= setInterval(rescue, data.ask_every * 1000);
  tick();
  return () => {
    clearInterval(wall.ticking);
    clearInterval(wall.rescuing);
    wall.ticking = wall.rescuing = null;
  };
}
