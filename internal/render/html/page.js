"use strict";
(function () {
  var filter = document.getElementById("filter"), rule = document.getElementById("rule");
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-rule]"));
  var marks = Array.prototype.slice.call(document.querySelectorAll(".text [data-severity]"));
  var ids = {};
  rows.forEach(function (r) { ids[r.dataset.rule] = (ids[r.dataset.rule] || 0) + 1; });
  Object.keys(ids).sort().forEach(function (id) {
    var o = document.createElement("option");
    o.value = id;
    o.textContent = id + " (" + ids[id] + ")";
    rule.appendChild(o);
  });
  function apply() {
    var on = {};
    filter.querySelectorAll("[data-severity]").forEach(function (b) { on[b.dataset.severity] = b.checked; });
    rows.forEach(function (r) {
      r.hidden = !on[r.dataset.severity] || (rule.value !== "" && r.dataset.rule !== rule.value);
    });
    marks.forEach(function (m) {
      var rules = (m.dataset.rules || "").split(" ");
      m.classList.toggle("off", !on[m.dataset.severity] || (rule.value !== "" && rules.indexOf(rule.value) < 0));
    });
    document.body.classList.toggle("facts", document.getElementById("facts").checked);
  }
  filter.hidden = false;
  filter.addEventListener("change", apply);
  apply();
})();
