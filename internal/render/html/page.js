"use strict";
// Tables with the class "sortable": a click on a header sorts the rows.
(function () {
  function key(row, column, number) {
    var cell = row.cells[column], v = cell.getAttribute("data-value");
    if (v === null) { v = cell.textContent.trim(); }
    if (!number) { return v; }
    v = parseFloat(v);
    return isNaN(v) ? -Infinity : v;
  }
  function sort(table, th, number) {
    var column = th.cellIndex, body = table.tBodies[0];
    var first = number ? "descending" : "ascending", other = number ? "ascending" : "descending";
    var way = th.getAttribute("aria-sort") === first ? other : first;
    table.querySelectorAll("th[aria-sort]").forEach(function (h) { h.removeAttribute("aria-sort"); });
    th.setAttribute("aria-sort", way);
    var sign = way === "ascending" ? 1 : -1;
    Array.prototype.slice.call(body.rows).map(function (row, i) {
      return { row: row, key: key(row, column, number), i: i };
    }).sort(function (a, b) {
      var c = number ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : a.key.localeCompare(b.key, "zh-CN");
      return c * sign || a.i - b.i;
    }).forEach(function (x) { body.appendChild(x.row); });
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    table.querySelectorAll("thead tr:last-child th").forEach(function (th) {
      var b = document.createElement("button"), number = th.getAttribute("data-sort") === "number";
      b.type = "button";
      b.title = "按此列排序";
      while (th.firstChild) { b.appendChild(th.firstChild); }
      th.appendChild(b);
      b.addEventListener("click", function () { sort(table, th, number); });
    });
  });
})();
