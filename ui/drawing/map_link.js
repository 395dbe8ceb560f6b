// Ties a map to the page around it: what is clicked or chosen on either side, and the frame in the address.
window.maillageTip = function (caption) {
  // One line: the name, then what is known of it.
  var at = caption.indexOf("\n");
  return at < 0 ? caption : "<b>" + caption.slice(0, at) + "</b> " + caption.slice(at + 1);
};

// A geometry as it is sent: points by steps of a ten-thousandth of a degree.
window.maillageShape = function (short) {
  function line(steps) {
    var x = 0, y = 0, points = [];
    for (var at = 0; at < steps.length; at += 2) {
      x += steps[at];
      y += steps[at + 1];
      points.push([x / 1e4, y / 1e4]);
    }
    return points;
  }
  if (short.l) return { type: "MultiLineString", coordinates: short.l.map(line) };
  return { type: "MultiPolygon", coordinates: short.a.map(function (rings) { return rings.map(line); }) };
};

window.maillageLink = function (map, group, tall) {
  var page = tall || document, layers = null, chosen = null, known = map.maillageKnown || (map.maillageKnown = { card: "", shade: null });
  map.maillageSent = map.maillageSent || 0;
  function tell(what, id) {
    map.maillageSent++;
    var said = { type: "Feature", properties: { what: what, id: id, at: map.maillageSent }, geometry: null };
    group.fire("click", { layer: { toGeoJSON: function () { return said; } } });
  }
  function outline() {
    if (chosen) { chosen.remove(); chosen = null; }
    var at = known.card.indexOf(":"), what = known.card.slice(0, at), id = known.card.slice(at + 1);
    var data = map.maillageData, style = { fill: false, color: "#c2410c", weight: 3.2, interactive: false };
    if (what === "zone") {
      var zone = data.zones.find(function (one) { return one[0] === id; });
      var line = data.outlines.find(function (one) { return one[2] === id; });
      var shape = zone ? zone[3] : line && line[0];
      if (shape) chosen = L.geoJSON({ type: "Feature", properties: {}, geometry: shape }, { style: style, interactive: false }).addTo(group);
    } else if (what === "actor") {
      var actor = data.actors.find(function (one) { return one.id === id; });
      if (actor) chosen = L.circleMarker([actor.lat, actor.lon], Object.assign({ radius: (actor.style.radius || 5) + 4 }, style)).addTo(group);
    }
  }
  function shade() {
    if (layers) layers.setStyle(layers.options.style);
    page.querySelectorAll(".maillage-class").forEach(function (row) {
      row.setAttribute("aria-pressed", String(known.shade === +row.dataset.shade));
    });
  }
  function choose(card) { known.card = card; outline(); }
  function bring() {
    // What is chosen elsewhere comes into sight, unless the map is only opening.
    if (!chosen || map.maillageView === undefined) return;
    var at = chosen.getBounds ? chosen.getBounds() : L.latLngBounds([chosen.getLatLng()]);
    if (!map.getBounds().intersects(at)) map.panTo(at.getCenter(), { animate: false });
  }
  function read() {
    // What the page says is chosen, by a table, a chart or a sentence.
    var said = tall && tall.querySelector(".maillage-chosen");
    if (!said || said.dataset.said === known.said) return;
    known.said = said.dataset.said;
    var wanted = said.dataset.shade === "" ? null : +said.dataset.shade;
    if (said.dataset.card !== known.card) { choose(said.dataset.card); bring(); }
    if (wanted !== known.shade) { known.shade = wanted; shade(); }
  }
  function address() { return new URL(window.parent.location.href); }
  function remember() {
    if (window.frameElement) document.cookie = "maillage-view=" + encodeURIComponent(address().search) + ";path=/;max-age=7776000;SameSite=Strict";
  }
  function framed(frame) {
    if (!tall) return;
    var place = address();
    if (frame) place.searchParams.set("frame", frame.join(","));
    else place.searchParams.delete("frame");
    if (place.href !== window.parent.location.href) window.parent.history.replaceState(window.parent.history.state, "", place);
    remember();
  }
  if (!map.maillageLinked) {
    map.maillageLinked = true;
    page.addEventListener("click", function (event) {
      var row = event.target.closest(".maillage-class");
      if (row) map.maillageShade(+row.dataset.shade);
    });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") map.maillageClose(); });
    // So it does from the page around, but for what closes there first: a list, a field, a bubble.
    if (tall) tall.ownerDocument.addEventListener("keydown", function leave(event) {
      if (!window.frameElement) { event.currentTarget.removeEventListener("keydown", leave, true); return; }
      var busy = "input:not([role=combobox]), textarea, [role=dialog], [role=listbox], [data-testid=stPopoverBody], [aria-expanded=true]";
      if (event.key !== "Escape" || event.target.closest(busy)) return;
      // In a meeting, it leaves the meeting.
      if (!tall.ownerDocument.querySelector(".st-key-meeting")) map.maillageClose();
      // Before the field itself, which closes its list by the same key.
    }, true);
    if (tall) {
      new MutationObserver(function () { map.maillageRead(); map.maillageLegend(); }).observe(tall, { childList: true, subtree: true, attributes: true });
      map.on("moveend", function () {
        clearTimeout(map.maillageLater);
        if (map.maillageFitting) return;
        map.maillageLater = setTimeout(function () {
          var at = map.getCenter();
          framed([at.lat.toFixed(4), at.lng.toFixed(4), map.getZoom().toFixed(1)]);
        }, 300);
      });
      window.addEventListener("pagehide", remember);
    }
  }
  map.maillageRead = read;
  map.maillageShade = function (at) {
    known.shade = known.shade === at ? null : at;
    shade();
    if (known.shade === null) tell("none", "");
    else tell("class", String(at));
  };
  map.maillageClose = function () {
    if (!known.card && known.shade === null) return;
    known.shade = null;
    choose("");
    shade();
    tell("none", "");
  };
  return {
    looked: function (style) { return known.shade === style; },
    faded: function (style) { return known.shade !== null && known.shade !== style; },
    framed: function (frame) { clearTimeout(map.maillageLater); framed(frame); },
    frame: function () {
      var given = tall && address().searchParams.get("frame"), parts = (given || "").split(",").map(Number);
      return parts.length === 3 && parts.every(isFinite) ? parts : null;
    },
    clickable: function (layer, what, id) {
      layer.toGeoJSON = function () {
        return { type: "Feature", properties: { what: what, id: id, at: map.maillageSent }, geometry: null };
      };
      layer.on("click", function () { map.maillageSent++; choose(what + ":" + id); });
    },
    // Called when the zones are drawn, before the actors: what was chosen stays so.
    watch: function (zones) {
      layers = zones;
      known.said = undefined;
      read();
      outline();
      shade();
      setTimeout(remember, 1500);
    },
  };
};
