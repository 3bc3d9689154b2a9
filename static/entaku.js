// What shortens the way for people with a keyboard. Every page works without it; nothing is decided or kept here.
"use strict";

(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  const on = (type, selector, act) =>
    document.addEventListener(type, (event) => {
      const target = event.target instanceof Element && event.target.closest(selector);
      if (target) act(target, event);
    });
  const shown = (element) => element && element.checkVisibility();
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };
  const post = (address, fields) =>
    fetch(address, { method: "POST", headers: token(), body: new URLSearchParams(fields), redirect: "manual" });

  // ---- Telling: failures get one banner, the text that was typed stays.
  const tell = (text) => {
    const place = one("#status");
    if (!place) return;
    const banner = make("div", "", "banner failure");
    const sentence = make("p", "", "say");
    sentence.append(make("b", `▲ ${text}`));
    banner.append(sentence);
    place.replaceChildren(banner);
  };
  const notReached = () => tell("送れませんでした。書いたものは残っています。もう一度押してください。");

  // ---- Keys
  const KEYS_OFF = "entaku-keys-off";
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keysOff = () => document.body.dataset.keys === "off" || kept(KEYS_OFF) === "yes";
  const TYPING = "textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
  let goUntil = 0;

  const press = (element) => {
    if (element.matches("input, select, textarea")) element.focus();
    else element.click();
  };
  const openDialog = (dialog) => {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const safe = one("[data-safe], [autofocus]", dialog);
    if (safe) safe.focus();
  };
  const undo = () => {
    const forms = all("form[data-undo]").filter(shown);
    if (forms.length) forms.at(-1).requestSubmit();
    return forms.length > 0;
  };
  const letter = (key) => {
    if (goUntil > performance.now()) {
      goUntil = 0;
      return one(`a[data-go="${CSS.escape(key)}" i]`);
    }
    if (key === "g" && one("[data-go]")) {
      goUntil = performance.now() + 1500;
      return null;
    }
    if (key === "?") return one("[data-open=keys]");
    if (key === "[") return one("form[data-rail] button");
    const wanted = CSS.escape(key.toUpperCase());
    return all(`[data-key="${wanted}"]`).find(shown) || null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const typing = event.target instanceof Element && event.target.closest(TYPING);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
      if (!typing && undo()) event.preventDefault();
      return;
    }
    if (one("dialog[open]") || event.ctrlKey || event.metaKey) return;
    if (moveInTable(event, typing)) {
      event.preventDefault();
      return;
    }
    if (typing || event.altKey || event.key.length !== 1 || keysOff()) return;
    if (event.key.toLowerCase() === "p" && pin(event.target.closest?.("[data-reorder] [data-id]"))) {
      event.preventDefault();
      return;
    }
    const target = letter(event.key);
    if (target) {
      event.preventDefault();
      press(target);
    }
  });

  const listKeys = () => {
    const list = one("[data-keylist]");
    if (!list) return;
    const add = (keys, text) => {
      const row = make("div");
      const caps = make("dt");
      caps.append(...keys.map((key) => make("kbd", key)));
      row.append(caps, make("dd", text));
      list.append(row);
    };
    for (const link of all("a[data-go]")) add(["G", link.dataset.go.toUpperCase()], link.dataset.label);
    for (const element of all("[data-key]")) {
      const text = element.dataset.keyLabel || element.firstChild?.textContent.trim() || "";
      if (text && element.dataset.key !== "/") add([element.dataset.key], text);
    }
    for (const opener of all("[data-open=keys]")) opener.hidden = false;
    const box = one("[data-keys-off]");
    box.checked = keysOff();
    box.addEventListener("change", () => localStorage.setItem(KEYS_OFF, box.checked ? "yes" : "no"));
  };

  // ---- Tables: data-rows moves by row, data-grid by cell; Enter opens, Space marks, Alt moves the row itself.
  const rowsOf = (table) => all("tbody > tr", table).filter(shown);
  const stand = (element) => {
    if (!element) return false;
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  };
  const STEP = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  const moveInTable = (event, typing) => {
    const row = event.target.closest?.("[data-rows] tbody tr, [data-grid] tbody tr");
    const step = STEP[event.key];
    const reorder = event.target.closest?.("[data-reorder] [data-id]");
    if (event.altKey) return Boolean(reorder && step && step[0] && shiftBy(reorder, step[0]));
    if (typing) return event.key === "Escape" && Boolean(row?.closest("[data-grid]")) && stand(typing.closest("td"));
    if (!row) return step?.[0] === 1 && enterTable(event.target);
    if (step) return walk(row, event.target, step);
    if (event.key === "Enter" && (event.target === row || event.target.matches("td, th"))) return open(event.target);
    if (event.key === " " && !event.target.closest("a, button, input, summary")) return tick(row);
    return false;
  };
  const enterTable = (from) => {
    const inside = from.closest("[role=region], body");
    if (from !== inside && from.closest("main, body") !== from) return false;
    const table = one("[data-rows], [data-grid]", inside);
    return Boolean(table) && walkTo(rowsOf(table)[0], 0);
  };
  const walkTo = (row, column) => {
    if (!row) return false;
    return stand(row.closest("[data-grid]") ? row.cells[Math.min(column, row.cells.length - 1)] : row);
  };
  const walk = (row, from, [down, right]) => {
    const grid = row.closest("[data-grid]");
    if (right && !grid) return false;
    const rows = rowsOf(row.closest("table"));
    const column = grid ? (from.closest("td, th")?.cellIndex ?? 0) : 0;
    if (right) return stand(row.cells[column + right]);
    return walkTo(rows[rows.indexOf(row) + down], column);
  };
  const open = (place) => {
    const target = one("input:not([type=hidden]), select, textarea, a[href], button", place);
    if (!target) return false;
    if (target.matches("[type=checkbox]") && place.matches("tr")) one("a[href]", place)?.click();
    else press(target);
    return true;
  };
  const tick = (row) => {
    const box = one("input[type=checkbox]", row);
    if (box) box.click();
    return Boolean(box);
  };

  const countTicked = (table) => {
    const boxes = all("tbody input[type=checkbox][name]", table);
    for (const box of boxes) box.closest("tr").classList.toggle("selected", box.checked);
    const ticked = boxes.filter((box) => box.checked).length;
    for (const place of all("[data-ticked]")) place.textContent = String(ticked);
    for (const line of all("[data-when-ticked]")) line.hidden = ticked === 0;
  };
  on("change", ".table tbody input[type=checkbox][name]", (box) => countTicked(box.closest("table")));
  on("change", "[data-tick-all]", (head) => {
    const table = head.closest("table");
    for (const box of all("tbody input[type=checkbox][name]", table)) box.checked = head.checked;
    countTicked(table);
  });

  // ---- Copying: whole rows become tab-separated text without readings, so that they paste into cells.
  const cellText = (cell) => {
    const field = one("input:not([type=checkbox], [type=hidden]), select, textarea", cell);
    if (field) return field.selectedOptions ? field.selectedOptions[0].text : field.value;
    const copy = cell.cloneNode(true);
    for (const part of all("rt, button, .visually-hidden, [hidden]", copy)) part.remove();
    const text = copy.textContent.replace(/\s+/g, " ").trim();
    return /^(?:[=@]|[+-]\D)/.test(text) ? `'${text}` : text;
  };
  document.addEventListener("copy", (event) => {
    if (event.target instanceof Element && event.target.closest(TYPING)) return;
    const selection = getSelection();
    const table = (selection.anchorNode?.parentElement || document.body).closest(".table") || document.activeElement.closest(".table");
    if (!table) return;
    const chosen = selection.isCollapsed ? [] : all("tr", table).filter((row) => selection.containsNode(row, true));
    if (chosen.length === 1) return;
    const ticked = rowsOf(table).filter((row) => one("input[type=checkbox]:checked", row));
    const standing = document.activeElement.closest("tr");
    const rows = chosen.length ? chosen : ticked.length ? ticked : standing ? [standing] : [];
    if (!rows.length) return;
    event.clipboardData.setData("text/plain", rows.map((row) => [...row.cells].map(cellText).join("\t")).join("\r\n"));
    event.preventDefault();
  });

  // ---- Order: posts id and place (from 1) to the address in data-reorder; the answer's same element replaces this one.
  const items = (list) => all(":scope > [data-id]", list);
  // Quick presses wait for each other: the answer to one brings a new list, and the next is sent from that.
  let sent = Promise.resolve();
  let moving = "";
  const standOnMoved = () => moving && stand(one(`[data-reorder] [data-id="${CSS.escape(moving)}"]`));
  const send = (address, id, values) => {
    sent = sent
      .then(() => {
        const list = all("[data-reorder]").find((each) => each.dataset.reorder === address);
        const target = list.dataset.target || `#${list.id}`;
        moving = id;
        return htmx.ajax("POST", address, { source: list, values, target, select: target, swap: "outerHTML" });
      })
      .then(standOnMoved)
      .finally(() => (moving = ""))
      .catch(() => {}); // said by htmx:sendError already
  };
  const shiftBy = (item, step) => {
    const list = item.closest("[data-reorder]");
    const order = items(list);
    const place = order.indexOf(item) + step;
    if (one("button[name=free]", item)) {
      tell("固定した議題は動きません。Pを押すと、固定がはずれます。");
      return true;
    }
    if (place < 0 || place >= order.length) return true;
    if (step < 0) order[place].before(item);
    else order[place].after(item);
    stand(item); // moved in the document, it lost its place
    send(list.dataset.reorder, item.dataset.id, { [step < 0 ? "up" : "down"]: item.dataset.id });
    return true;
  };
  const pin = (item) => {
    const button = item && one("button[name=pin], button[name=free]", item);
    if (button) send(item.closest("[data-reorder]").dataset.reorder, item.dataset.id, { [button.name]: button.value });
    return Boolean(button);
  };
  on("pointerdown", "[data-reorder] .grip", (grip, start) => {
    const item = grip.closest("[data-id]");
    const list = item.closest("[data-reorder]");
    let aim = null;
    const clear = () => {
      for (const other of items(list)) other.classList.remove("drop-before", "drop-after", "dragging");
    };
    const move = (event) => {
      clear();
      item.classList.add("dragging");
      const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-id]");
      aim = null;
      if (!over || over === item || over.parentElement !== list) return;
      const box = over.getBoundingClientRect();
      const after = event.clientY > box.top + box.height / 2;
      over.classList.add(after ? "drop-after" : "drop-before");
      aim = { over, after };
    };
    const end = (event) => {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      clear();
      if (!aim || event.type === "pointercancel") return;
      if (aim.after) aim.over.after(item);
      else aim.over.before(item);
      send(list.dataset.reorder, item.dataset.id, { id: item.dataset.id, place: items(list).indexOf(item) + 1 });
    };
    start.preventDefault();
    grip.setPointerCapture(start.pointerId);
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
  });

  // ---- Dates: what was understood stands under the field.
  const echo = async (field) => {
    const place = one(`[data-echo="${CSS.escape(field.id)}"]`);
    if (!place) return;
    const text = field.value.trim();
    if (!text) {
      place.textContent = "";
      return;
    }
    const query = new URLSearchParams({ text, expects: field.dataset.date });
    const answer = await fetch(`/dates/echo?${query}`).catch(() => null);
    if (!answer || field.value.trim() !== text || (!answer.ok && answer.status !== 422)) return;
    place.classList.toggle("error", !answer.ok);
    place.textContent = `${answer.ok ? "✓" : "▲"} ${await answer.text()}`;
  };
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("input[data-date]")) echo(event.target);
  });
  on("click", "[data-put]", (button) => {
    const field = document.getElementById(button.dataset.for);
    field.value = button.dataset.put;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    echo(field);
  });

  // ---- Dialogs, the rail, filters, files, length of texts
  on("click", "[data-dialog]", (link, event) => {
    const dialog = document.getElementById(link.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    openDialog(dialog);
  });
  const closeMenus = (except) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && one("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    one("summary", menu).focus();
  });
  on("click", "[data-open]", (button) => openDialog(document.getElementById(button.dataset.open)));
  on("click", "[data-close]", (button) => button.closest("dialog")?.close());
  on("submit", "form[data-rail]", (form, event) => {
    event.preventDefault();
    const folded = document.body.classList.toggle("folded");
    post(form.action, new FormData(form)).catch(notReached);
    form.elements.folded.value = folded ? "no" : "yes";
    one(".fold-label", form).textContent = folded ? " この列をひろげる" : " この列をたたむ";
  });
  on("change", "[data-submit-on-change]", (field) => field.form.requestSubmit());
  on("input", "[data-limit]", (field) => {
    const place = one(`[data-chars="${CSS.escape(field.id)}"]`);
    const length = [...field.value].length;
    place.textContent = `${length} / ${field.dataset.limit}字`;
    place.classList.toggle("error", length > Number(field.dataset.limit));
  });
  for (const type of ["dragover", "dragleave", "drop"])
    on(type, "[data-drop]", (zone, event) => {
      event.preventDefault();
      zone.classList.toggle("over", type === "dragover");
      if (type === "drop" && event.dataTransfer.files.length)
        document.getElementById(zone.dataset.drop).files = event.dataTransfer.files;
    });

  // ---- Progress of a job: server-sent events; the page is asked again when they break off.
  const timeLeft = (remaining, finished, milliseconds) => {
    if (milliseconds < 5000 || !finished) return "";
    if (remaining <= 0) return "もうすぐ終わります";
    const seconds = Math.ceil((remaining * milliseconds) / finished / 1000);
    return seconds > 90 ? `のこり約 ${Math.round(seconds / 60)}分` : `のこり約 ${seconds}秒`;
  };
  const follow = (job) => {
    const source = new EventSource(job.dataset.events);
    const began = { at: performance.now(), done: null };
    const again = (after) => setTimeout(() => location.reload(), after);
    source.addEventListener("message", (event) => {
      const { done, total, ended, said } = JSON.parse(event.data);
      if (ended) {
        source.close();
        again(0);
      }
      if (ended || !total) return;
      one("[data-job=said]", job).textContent = said;
      const bar = one("progress", job);
      bar.max = total;
      bar.value = done;
      began.done ??= done;
      const unit = job.dataset.unit;
      one("[data-job=count]", job).textContent = `${total}${unit}のうち ${done}${unit}`;
      one("[data-job=left]", job).textContent = timeLeft(total - done, done - began.done, performance.now() - began.at);
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) again(5000);
    });
  };

  // ---- Clocks of the meeting day: <span data-clock>, <span data-since="2026-11-27T14:53:00+09:00">
  const LONGEST_TALK = 12 * 60 * 60;
  const two = (number) => String(number).padStart(2, "0");
  const runClocks = () => {
    const now = new Date();
    for (const clock of all("[data-clock]"))
      clock.textContent = now.toLocaleTimeString("ja-JP", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit" });
    for (const clock of all("[data-since]")) {
      const seconds = Math.max(0, Math.floor((now - new Date(clock.dataset.since)) / 1000));
      // What was begun on another day says nothing about today's pace.
      clock.textContent = seconds < LONGEST_TALK ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}` : "";
    }
  };

  // ---- The line with the way back leaves after 20 seconds, unless somebody is on it.
  const leave = (line) =>
    setTimeout(() => (line.matches(":hover, :focus-within") ? leave(line) : line.remove()), 20000);

  const prepare = (root) => {
    for (const line of all("[data-status]:not(.inline)", root)) leave(line);
    for (const job of all("[data-events]", root)) follow(job);
    one("[data-focus]", root)?.focus();
  };
  document.addEventListener("htmx:responseError", notReached);
  document.addEventListener("htmx:sendError", notReached);
  document.addEventListener("htmx:afterSwap", (event) => {
    prepare(event.detail.elt);
    standOnMoved();
  });
  document.addEventListener("DOMContentLoaded", () => {
    prepare(document);
    listKeys();
    if (one("[data-clock], [data-since]")) {
      runClocks();
      setInterval(runClocks, 1000);
    }
  });
})();
