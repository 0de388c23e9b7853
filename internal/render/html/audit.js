// The page of an audit: filter, pairs of marks and rows, keys n and p.
(function () {
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function byID(id) { return document.getElementById(id); }
  var filter = byID("filter"), rule = byID("rule"), position = byID("position");
  var rows = all("tr[data-rule]"), marks = all(".text [data-severity]"), numbers = all(".text i[data-n]");
  var sections = all("section.report"), shown = [], current = null;

  // Choices: the rules that occur, with their numbers.
  var counts = {}, severities = {};
  rows.forEach(function (r) {
    counts[r.dataset.rule] = (counts[r.dataset.rule] || 0) + 1;
    severities[r.dataset.severity] = (severities[r.dataset.severity] || 0) + 1;
  });
  Object.keys(counts).sort().forEach(function (id) {
    var o = document.createElement("option");
    o.value = id;
    o.textContent = id + " (" + counts[id] + ")";
    rule.appendChild(o);
  });
  all("[data-count]").forEach(function (s) { s.textContent = severities[s.dataset.count] || 0; });

  function apply() {
    var on = {};
    all("input[data-severity]", filter).forEach(function (b) { on[b.dataset.severity] = b.checked; });
    var id = rule.value, some = {};
    shown = rows.filter(function (r) {
      r.hidden = !on[r.dataset.severity] || (id !== "" && r.dataset.rule !== id);
      if (!r.hidden) { some[section(r).id] = true; }
      return !r.hidden;
    });
    marks.forEach(function (m) {
      m.classList.toggle("off", !on[m.dataset.severity] || (id !== "" && m.dataset.rules.split(" ").indexOf(id) < 0));
    });
    numbers.forEach(function (i) {
      var row = byID(i.id.replace(/f(\d+)$/, "wf$1"));
      i.classList.toggle("off", !row || row.hidden);
    });
    var only = byID("troubled").checked;
    sections.forEach(function (s) { s.hidden = only && !some[s.id]; });
    all("tr[data-report]").forEach(function (r) { r.hidden = only && !some[r.dataset.report]; });
    document.body.classList.toggle("plain", !byID("facts").checked);
    count();
  }
  function section(node) { return node.closest("section.report"); }
  function count() {
    var i = shown.indexOf(current);
    position.textContent = (i < 0 ? "" : i + 1 + "/") + shown.length;
  }

  // A key such as f3 names a finding, q12 a figure: everything with the key in
  // the same report belongs together.
  function kin(node, key) { return all('[data-m~="' + key + '"]', section(node)); }
  var hot = [];
  function pair(target) {
    hot.forEach(function (n) { n.classList.remove("hot"); });
    hot = [];
    var n = target.closest && target.closest("[data-m]");
    if (!n) { return; }
    var keys = n.dataset.m.split(" "), findings = keys.filter(function (k) { return k[0] === "f"; });
    (findings.length ? findings : keys.slice(-1)).forEach(function (k) { hot = hot.concat(kin(n, k)); });
    hot.forEach(function (n) { n.classList.add("hot"); });
  }
  document.addEventListener("mouseover", function (e) { pair(e.target); });
  document.addEventListener("focusin", function (e) { pair(e.target); });

  function flash(nodes) {
    nodes.forEach(function (n) {
      n.classList.remove("flash");
      void n.offsetWidth; // starts the animation again
      n.classList.add("flash");
    });
  }
  function select(row) {
    if (current) { current.classList.remove("current"); }
    current = row;
    if (current) { current.classList.add("current"); }
    count();
  }
  // Jumps: #r1f3 is a place in the text, #r1wf3 a row of a table.
  function arrive() {
    var at = /^#(r\d+)(w?)([fqah]\d+)/.exec(location.hash), target = at && byID(location.hash.slice(1));
    if (!target) { return; }
    for (var d = target.closest("details"); d; d = d.parentNode.closest("details")) { d.open = true; }
    if (target.hidden) { target.hidden = false; } // filtered, but asked for
    var row = byID(at[1] + "w" + at[3]);
    if (at[3][0] === "f") { select(row); }
    target.scrollIntoView({ block: "center" });
    // Sections that are drawn only now may have moved it.
    requestAnimationFrame(function () { target.scrollIntoView({ block: "center" }); });
    flash(kin(target, at[3]).filter(function (n) { return (n.tagName === "TR") === (at[2] === "w"); }));
  }
  function go(hash) {
    if (location.hash === hash) { arrive(); } else { location.hash = hash; }
  }
  function step(by) {
    if (!shown.length) { return; }
    var i = shown.indexOf(current), row = shown[i < 0 ? (by > 0 ? 0 : shown.length - 1) : (i + by + shown.length) % shown.length];
    go("#" + row.id.replace("w", ""));
  }
  window.addEventListener("hashchange", arrive);
  document.addEventListener("click", function (e) {
    var row = e.target.closest("tr[data-m]");
    if (row && !e.target.closest("a") && String(window.getSelection()) === "") { go("#" + row.id.replace("w", "")); }
    var link = e.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) { arrive(); }
  });
  document.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || /^(SELECT|TEXTAREA)$/.test(e.target.tagName)) { return; }
    if (e.key === "n") { step(1); } else if (e.key === "p") { step(-1); }
  });
  byID("next").addEventListener("click", function () { step(1); });
  byID("prev").addEventListener("click", function () { step(-1); });

  filter.hidden = false;
  filter.addEventListener("change", apply);
  apply();
  arrive();
})();
