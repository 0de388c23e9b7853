// The page of a comparison: groups, marked rows, and the sentence behind a
// figure beside it.
(function () {
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  var filter = document.getElementById("filter"), card = document.getElementById("card");
  function apply() {
    all("input[data-group]", filter).forEach(function (b) {
      document.getElementById("g-" + b.dataset.group).hidden = !b.checked;
    });
    var only = document.getElementById("marked").checked;
    all(".figures tbody tr").forEach(function (r) { r.hidden = only && !r.classList.contains("marked"); });
  }
  function show(link) {
    var note = link && document.getElementById(link.getAttribute("href").slice(1));
    card.hidden = !note;
    if (!note) { return; }
    card.textContent = "";
    Array.prototype.forEach.call(note.childNodes, function (n) { card.appendChild(n.cloneNode(true)); });
    var at = link.getBoundingClientRect(), box = card.getBoundingClientRect();
    var left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - box.width - 8));
    var top = at.bottom + 6;
    if (top + box.height > window.innerHeight && at.top > box.height + 6) { top = at.top - box.height - 6; }
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }
  function figure(node) { return node.closest && node.closest('td a[href^="#e"]'); }
  document.addEventListener("mouseover", function (e) {
    if (!card.contains(e.target)) { show(figure(e.target)); }
  });
  document.addEventListener("focusin", function (e) { show(figure(e.target)); });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") { show(null); } });
  document.addEventListener("click", function (e) { if (figure(e.target)) { show(null); } });
  function arrive() {
    var target = /^#[ec]\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (!target) { return; }
    var group = target.closest(".group"), row = target.closest("tr");
    if (group) { group.hidden = false; }
    if (row) { row.hidden = false; }
    target.scrollIntoView({ block: "center" });
    requestAnimationFrame(function () { target.scrollIntoView({ block: "center" }); });
  }
  window.addEventListener("hashchange", arrive);
  filter.hidden = false;
  filter.addEventListener("change", apply);
  arrive();
})();
