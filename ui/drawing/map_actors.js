// Draws actors: one by one, or gathered where they are too many to be told apart, the first in rank standing for its group.
window.maillageActors = function (map, group, data, follow, link) {
  var FEW = 300, CELL = 44, many = data.actors.length > FEW, drawn = [], shown = L.featureGroup();
  if (!many) shown.addTo(group);
  function mark(actor) {
    var one = L.circleMarker([actor.lat, actor.lon], actor.style);
    link.clickable(one, "actor", actor.id);
    one.bindTooltip(window.maillageTip(actor.tip), follow);
    one.addTo(shown);
    return one;
  }
  function together(cell, at) {
    var first = cell[0], n = cell.length, radius = 9 + Math.min(11, 2.2 * Math.log2(n));
    var style = { radius: radius, color: "#ffffff", weight: 2, fill: true, fillColor: first.style.gathered || first.style.fillColor, fillOpacity: 0.92 };
    var one = L.circleMarker(map.containerPointToLatLng(at), style);
    one.on("click", function (event) {
      L.DomEvent.stop(event);
      map.fitBounds(L.latLngBounds(cell.map(function (actor) { return [actor.lat, actor.lon]; })).pad(0.2), { maxZoom: map.getZoom() + 3 });
    });
    one.addTo(shown);
    return radius;
  }
  function box(at, half) { return { left: at.x - half, right: at.x + half, top: at.y - half, bottom: at.y + half }; }
  map.maillageCounts = [];
  if (!many) data.actors.forEach(mark);
  return {
    // Too many actors are drawn anew for each frame: those in sight only.
    gather: function () {
      drawn = [];
      map.maillageCounts = [];
      if (!many) {
        data.actors.forEach(function (actor) { drawn.push(box(map.latLngToContainerPoint([actor.lat, actor.lon]), (actor.style.radius || 4) + 1)); });
        map.maillageMarks = drawn;
        return;
      }
      if (group.hasLayer(shown)) group.removeLayer(shown);
      shown.clearLayers();
      var size = map.getSize(), cells = new Map(), shift = map.project(map.getCenter()).subtract(size.divideBy(2));
      data.actors.forEach(function (actor) {
        var at = map.latLngToContainerPoint([actor.lat, actor.lon]);
        if (at.x < -40 || at.y < -40 || at.x > size.x + 40 || at.y > size.y + 40) return;
        // Squares of the world rather than of the frame: moving the map does not change the groups.
        var key = Math.floor((at.x + shift.x) / CELL) + " " + Math.floor((at.y + shift.y) / CELL);
        if (!cells.has(key)) cells.set(key, { actors: [], x: 0, y: 0 });
        var cell = cells.get(key);
        cell.actors.push(actor);
        cell.x += at.x;
        cell.y += at.y;
      });
      cells.forEach(function (cell) {
        var n = cell.actors.length, at = L.point(cell.x / n, cell.y / n);
        if (n === 1) {
          mark(cell.actors[0]);
          drawn.push(box(at, (cell.actors[0].style.radius || 4) + 1));
          return;
        }
        drawn.push(box(at, together(cell.actors, at) + 1));
        map.maillageCounts.push({ text: n > 999 ? Math.round(n / 1000) + "k" : String(n), x: at.x, y: at.y });
      });
      group.addLayer(shown);
      map.maillageMarks = drawn;
    },
    boxes: function () { return drawn.slice(); },
  };
};
