// Draws actors: one by one, or gathered where they are too many to be told apart, the first in rank standing for its group.
window.maillageActors = function (map, group, data, follow, link) {
  var FEW = 300, CELL = 44, many = data.actors.length > FEW, drawn = [], shown = L.featureGroup(), known = null;
  if (!many) shown.addTo(group);
  function mark(actor) {
    var one = L.circleMarker([actor.lat, actor.lon], actor.style);
    link.clickable(one, "actor", actor.id);
    one.bindTooltip(window.maillageTip(actor.tip), follow);
    one.addTo(shown);
    if (actor.style.ring) {
      // A building that several share: one symbol, with a ring around it.
      var ring = { radius: (actor.style.radius || 4) + 3.5, color: actor.style.ring, weight: 1.5, fill: false, interactive: false };
      L.circleMarker([actor.lat, actor.lon], ring).addTo(shown);
    }
    return one;
  }
  function held(style) { return (style.radius || 4) + (style.ring ? 5 : 1); }
  function together(held) {
    // A group is in the colour of its actors, or grey where they differ.
    var colours = new Set(held.map(function (actor) { return actor.style.gathered || actor.style.fillColor; }));
    var radius = 9 + Math.min(11, 2.2 * Math.log2(held.length));
    var colour = colours.size === 1 ? colours.values().next().value : "#4a5663";
    var style = { radius: radius, color: "#ffffff", weight: 2, fill: true, fillColor: colour, fillOpacity: 0.95 };
    var one = L.circleMarker([held[0].lat, held[0].lon], style);
    one.on("click", function (event) {
      L.DomEvent.stop(event);
      map.fitBounds(L.latLngBounds(held.map(function (actor) { return [actor.lat, actor.lon]; })).pad(0.2), { maxZoom: map.getZoom() + 3 });
    });
    one.addTo(shown);
    return radius;
  }
  // The first in rank holds those nearer than a square's side that no other holds: two groups never touch.
  function groups() {
    if (known && known.zoom === map.getZoom()) return known.groups;
    var squares = new Map(), found = [];
    data.actors.forEach(function (actor) {
      var at = map.project([actor.lat, actor.lon]), x = Math.floor(at.x / CELL), y = Math.floor(at.y / CELL), held = null;
      for (var dx = -1; dx <= 1 && !held; dx++) {
        for (var dy = -1; dy <= 1 && !held; dy++) {
          held = (squares.get((x + dx) + " " + (y + dy)) || []).find(function (one) { return one.at.distanceTo(at) < CELL; });
        }
      }
      if (held) { held.actors.push(actor); return; }
      held = { at: at, actors: [actor] };
      found.push(held);
      var key = x + " " + y;
      if (!squares.has(key)) squares.set(key, []);
      squares.get(key).push(held);
    });
    known = { zoom: map.getZoom(), groups: found };
    return found;
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
        data.actors.forEach(function (actor) { drawn.push(box(map.latLngToContainerPoint([actor.lat, actor.lon]), held(actor.style))); });
        map.maillageMarks = drawn;
        return;
      }
      if (group.hasLayer(shown)) group.removeLayer(shown);
      shown.clearLayers();
      var size = map.getSize();
      groups().forEach(function (one) {
        var first = one.actors[0], n = one.actors.length, at = map.latLngToContainerPoint([first.lat, first.lon]);
        if (at.x < -40 || at.y < -40 || at.x > size.x + 40 || at.y > size.y + 40) return;
        if (n === 1) {
          mark(first);
          drawn.push(box(at, held(first.style)));
          return;
        }
        drawn.push(box(at, together(one.actors) + 1));
        map.maillageCounts.push({ text: n > 999 ? Math.round(n / 1000) + "k" : String(n), x: at.x, y: at.y });
      });
      group.addLayer(shown);
      map.maillageMarks = drawn;
    },
    boxes: function () { return drawn.slice(); },
  };
};
