// Draws the layers of a map from plain data. Every caption arrives already escaped; nothing is fetched.
window.maillageDraw = function (map, group, data) {
  if (!L.Canvas.prototype.maillageHatch) {
    // Hatching on a canvas: what is not known must not look like a light colour.
    var fillStroke = L.Canvas.prototype._fillStroke;
    L.Canvas.include({
      maillageHatch: true,
      _fillStroke: function (ctx, layer) {
        fillStroke.call(this, ctx, layer);
        var hatch = layer.options.hatch;
        if (!hatch) return;
        if (!this._hatches) this._hatches = {};
        if (!this._hatches[hatch]) {
          var tile = document.createElement("canvas");
          tile.width = tile.height = 8;
          var pen = tile.getContext("2d");
          pen.strokeStyle = hatch;
          pen.lineWidth = 1.2;
          pen.beginPath();
          pen.moveTo(0, 8); pen.lineTo(8, 0);
          pen.moveTo(-2, 2); pen.lineTo(2, -2);
          pen.moveTo(6, 10); pen.lineTo(10, 6);
          pen.stroke();
          this._hatches[hatch] = ctx.createPattern(tile, "repeat");
        }
        ctx.save();
        ctx.globalAlpha = 1;
        ctx.fillStyle = this._hatches[hatch];
        ctx.fill(layer.options.fillRule || "evenodd");
        ctx.restore();
      },
    });
  }
  if (!L.MaillageGrid) {
    // Many points as one layer: placed once, drawn as squares of their true size, a single path per colour.
    L.MaillageGrid = L.Path.extend({
      initialize: function (grid) {
        L.setOptions(this, { interactive: false, stroke: false });
        var count = grid.style.length;
        this._km = grid.km;
        this._middle = grid.lat[count >> 1] / 1e4;
        this._classes = grid.colours.map(function (colour) { return { colour: colour, x: [], y: [] }; });
        for (var at = 0; at < count; at++) {
          var one = this._classes[+grid.style[at]], sine = Math.sin((grid.lat[at] / 1e4) * Math.PI / 180);
          one.x.push(grid.lon[at] / 1e4 / 360 + 0.5);
          one.y.push(0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
        }
      },
      _reset: function () { this._update(); },
      _project: function () {},
      _update: function () {
        if (!this._map) return;
        this._pxBounds = L.bounds([-1e9, -1e9], [1e9, 1e9]);
        this._updatePath();
      },
      _updatePath: function () { this._renderer._updateGrid(this); },
      _containsPoint: function () { return false; },
    });
    L.Canvas.include({
      _updateGrid: function (layer) {
        if (!this._drawing) { this._requestRedraw(layer); return; }
        var map = layer._map, size = 256 * Math.pow(2, map.getZoom()), origin = map.getPixelOrigin(), seen = this._bounds;
        var side = Math.max(2, (layer._km / 40075 / Math.cos(layer._middle * Math.PI / 180)) * size), half = side / 2;
        var ctx = this._ctx;
        ctx.globalAlpha = 0.9;
        layer._classes.forEach(function (one) {
          ctx.beginPath();
          for (var at = 0; at < one.x.length; at++) {
            var x = one.x[at] * size - origin.x, y = one.y[at] * size - origin.y;
            if (x > seen.min.x - side && x < seen.max.x + side && y > seen.min.y - side && y < seen.max.y + side) {
              ctx.rect(x - half, y - half, side, side);
            }
          }
          ctx.fillStyle = one.colour;
          ctx.fill();
        });
        ctx.globalAlpha = 1;
      },
    });
  }
  // Nobody is kept from enlarging the page.
  document.querySelectorAll("meta[name=viewport]").forEach(function (meta) {
    meta.setAttribute("content", "width=device-width, initial-scale=1");
  });
  map.maillageData = data;
  data.zones.forEach(function (zone) { zone[3] = window.maillageShape(zone[3]); });
  [data.outlines, data.under, data.roads].forEach(function (lines) {
    lines.forEach(function (line) { line[0] = window.maillageShape(line[0]); });
  });
  data.actors.forEach(function (actor) {
    actor.style = data.actorStyles[actor.style];
    if (data.actorSaid[actor.said]) actor.tip += "\n" + data.actorSaid[actor.said];
  });
  // Tiles come from another host: only when the user has switched them on.
  if (map.maillageTiles) { map.maillageTiles.remove(); map.maillageTiles = null; }
  if (map.maillageCredit) { map.maillageCredit.remove(); map.maillageCredit = null; }
  if (data.tiles) {
    map.maillageTiles = L.tileLayer(data.tiles.url, { maxZoom: 19, crossOrigin: "anonymous" }).addTo(map);
    map.maillageCredit = L.control.attribution({ prefix: false }).addAttribution(data.tiles.credit).addTo(map);
  }
  var tall = window.frameElement && window.frameElement.closest("[class*=st-key-tall-]"), link = window.maillageLink(map, group, tall);
  var follow = { sticky: true, className: "maillage-tip", direction: "auto", offset: [14, 0], opacity: 1 };
  function lines(shapes) {
    shapes.forEach(function (line) {
      L.geoJSON({ type: "Feature", properties: {}, geometry: line[0] }, { interactive: false, style: line[1] }).addTo(group);
    });
  }
  if (!data.tiles) lines(data.under);
  var zones = L.geoJSON(
    data.zones.map(function (zone) {
      return { type: "Feature", properties: { what: "zone", id: zone[0], tip: zone[1], style: zone[2] }, geometry: zone[3] };
    }),
    {
      smoothFactor: 0.5,
      style: function (feature) {
        var style = data.styles[feature.properties.style], other = {};
        if (data.tiles) other.fillOpacity = 0.55;
        // One class of the legend is looked at: the others step back.
        if (link.faded(feature.properties.style)) Object.assign(other, { fillOpacity: 0.08, hatch: null, color: "#c5ccd3" });
        // The palest class is nearly the colour of the base: its zones have an edge.
        if (link.looked(feature.properties.style)) Object.assign(other, { color: "#1c2733", weight: 2 });
        return Object.assign({}, style, other);
      },
      onEachFeature: function (feature, layer) {
        layer.bindTooltip(window.maillageTip(feature.properties.tip), follow);
        layer.on("mouseover", function () { layer.setStyle({ weight: 2, color: "#1c2733" }); });
        layer.on("mouseout", function () { zones.resetStyle(layer); });
        link.clickable(layer, "zone", feature.properties.id);
      },
    }
  ).addTo(group);
  lines(data.outlines);
  if (!data.tiles) lines(data.roads);
  if (data.grid) new L.MaillageGrid(data.grid).addTo(group);
  data.points.forEach(function (point) {
    var style = data.pointStyles[point[2]];
    var dot = L.circleMarker([point[0], point[1]], style);
    if (point[3]) dot.bindTooltip(window.maillageTip(point[3]), follow);
    dot.addTo(group);
  });
  link.watch(zones);
  var actors = window.maillageActors(map, group, data, follow, link);
  if (map.maillageBar) map.maillageBar.remove();
  map.maillageBar = window.maillageButtons(map).addTo(map);
  // What no name may cover: the actors, the legend that lies over the map, and the buttons.
  function taken() {
    var edge = map.getContainer().getBoundingClientRect(), held = actors.boxes();
    function around(box, frame) {
      held.push({ left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top });
    }
    var over = tall && tall.querySelector("[class*=st-key-legend-]");
    if (over && getComputedStyle(over).position === "absolute") {
      around(over.getBoundingClientRect(), window.frameElement.getBoundingClientRect());
    }
    map.getContainer().querySelectorAll(".leaflet-control").forEach(function (one) { around(one.getBoundingClientRect(), edge); });
    return held;
  }
  function arrange() {
    // On paper, where nothing is drawn again.
    ["width", "height"].forEach(function (side) {
      document.documentElement.style.setProperty("--drawn-" + side, map.getSize()[side === "width" ? "x" : "y"] + "px");
    });
    actors.gather();
    window.maillageNames(map, data, taken());
  }
  if (map.maillageArrange) map.off("zoomend moveend resize", map.maillageArrange);
  map.maillageArrange = arrange;
  map.on("zoomend moveend resize", arrange);
  window.maillageLetters(function () { map.maillageArrange(); });
  // The legend lies over the map: where it would hide more than one zone in fifty, all move aside, no more than needed.
  function legend() { return tall && map.getSize().x > 700 && tall.querySelector("[class*=st-key-legend-]"); }
  function hidden() {
    if (!legend()) return false;
    var box = legend().getBoundingClientRect(), edge = window.frameElement.getBoundingClientRect(), under = 0;
    zones.eachLayer(function (layer) {
      var at = map.latLngToContainerPoint(layer.getBounds().getCenter());
      if (at.x < box.right - edge.left + 8 && at.y > box.top - edge.top - 8) under++;
    });
    return under > data.zones.length / 50;
  }
  function fit() {
    map.maillageFitting = true;
    map.invalidateSize({ animate: false });
    // The zone stays in sight: no farther out than half its size, no farther away than its own width.
    map.setMinZoom(0).setMaxBounds(null);
    var aside = { animate: false, paddingTopLeft: [10, 10], paddingBottomRight: [48, 10] };
    map.fitBounds(data.bounds, aside);
    for (var part = 2; part <= 5 && hidden(); part++) {
      aside.paddingTopLeft = [(part / 5) * (legend().getBoundingClientRect().width + 26), 10];
      map.fitBounds(data.bounds, aside);
    }
    if (legend() && legend().offsetHeight > 40) map.maillageBeside = data.view;
    map.setMinZoom(map.getZoom() - 1).setMaxBounds(L.latLngBounds(data.bounds).pad(1));
    map.maillageFitting = map.maillageMoved = false;
    link.framed(null);
    arrange();
  }
  function open() {
    var frame = link.frame();
    fit();
    if (frame) map.setView([frame[0], frame[1]], frame[2], { animate: false });
  }
  map.maillageFit = fit;
  // The page may write the legend after the map has found its frame.
  map.maillageLegend = function () {
    if (map.maillageBeside === data.view || !legend() || legend().offsetHeight < 40) return;
    map.maillageBeside = data.view;
    if (link.frame()) arrange();
    else fit();
  };
  if (!map.maillageFramed) {
    map.maillageFramed = true;
    // A tall map has the height of its frame. The wheel scrolls the page until the map is clicked or reached by key.
    if (tall) map.getContainer().style.height = "100vh";
    map.scrollWheelZoom.disable();
    map.getContainer().addEventListener("focusin", function () { map.scrollWheelZoom.enable(); });
    map.on("click", function () { map.scrollWheelZoom.enable(); });
    map.getContainer().addEventListener("mouseleave", function () {
      if (document.activeElement) document.activeElement.blur();
      map.scrollWheelZoom.disable();
    });
    map.on("dragend zoomend", function () { if (!map.maillageFitting) map.maillageMoved = true; });
    window.addEventListener("resize", function () {
      // Paper takes the map as it is drawn; a frame without a size has none to draw.
      if (window.matchMedia("print").matches || !window.innerWidth || !window.innerHeight) return;
      map.invalidateSize({ animate: false });
      // A window made narrower, a telephone turned: the zone stays whole where nobody moved the map.
      if (tall ? !link.frame() : !map.maillageMoved) map.maillageFit();
    });
  }
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", data.label);
  if (map.maillageView !== data.view) {
    var first = map.maillageView === undefined;
    map.maillageView = data.view;
    (first ? open : fit)();
    // The frame takes its final size a moment later.
    var wide = map.getSize();
    setTimeout(function () {
      map.invalidateSize({ animate: false });
      if (!map.getSize().equals(wide)) (first ? open : fit)();
    }, 150);
  } else arrange();
};
