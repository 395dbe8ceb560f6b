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
  // Tiles come from another host: only when the user has switched them on.
  if (map.maillageTiles) { map.maillageTiles.remove(); map.maillageTiles = null; }
  if (map.maillageCredit) { map.maillageCredit.remove(); map.maillageCredit = null; }
  if (data.tiles) {
    map.maillageTiles = L.tileLayer(data.tiles.url, { maxZoom: 19, crossOrigin: "anonymous" }).addTo(map);
    map.maillageCredit = L.control.attribution({ prefix: false }).addAttribution(data.tiles.credit).addTo(map);
  }
  var follow = { sticky: true, className: "maillage-tip" };
  var zones = L.geoJSON(
    data.zones.map(function (zone) {
      return { type: "Feature", properties: { what: "zone", id: zone[0], tip: zone[1], style: zone[2] }, geometry: zone[3] };
    }),
    {
      smoothFactor: 0.5,
      style: function (feature) {
        var style = data.styles[feature.properties.style];
        return data.tiles ? Object.assign({}, style, { fillOpacity: 0.55 }) : style;
      },
      onEachFeature: function (feature, layer) {
        layer.bindTooltip(feature.properties.tip, follow);
        layer.on("mouseover", function () { layer.setStyle({ weight: 2.5, color: "#111111" }); });
        layer.on("mouseout", function () { zones.resetStyle(layer); });
      },
    }
  ).addTo(group);
  data.outlines.forEach(function (line) {
    L.geoJSON({ type: "Feature", properties: {}, geometry: line[0] }, { interactive: false, style: line[1] }).addTo(group);
  });
  if (data.grid) new L.MaillageGrid(data.grid).addTo(group);
  data.points.forEach(function (point) {
    var style = data.pointStyles[point[2]];
    var dot = L.circleMarker([point[0], point[1]], style);
    if (point[3]) dot.bindTooltip(point[3], follow);
    dot.addTo(group);
  });
  data.actors.forEach(function (actor) {
    var mark = L.circleMarker([actor.lat, actor.lon], actor.style);
    mark.feature = { type: "Feature", properties: { what: "actor", id: actor.id } };
    mark.bindTooltip(actor.tip, follow);
    mark.addTo(group);
  });
  var names = data.names.map(function (name) {
    var mark = L.circleMarker([name[0], name[1]], { radius: 0, stroke: false, fill: false, interactive: false })
      .bindTooltip(name[2], { permanent: true, direction: "center", className: name[3] })
      .addTo(group);
    return { mark: mark, lat: name[0], lon: name[1], kind: name[3], room: name[4] };
  });
  if (map.maillageBar) map.maillageBar.remove();
  map.maillageBar = window.maillageButtons(map).addTo(map);
  // A zone is named where its name holds inside it, or nearly. Names that would be written over another, or half outside, are moved or left out until there is room; so are those that would cover an actor.
  function arrange() {
    var frame = map.getContainer().getBoundingClientRect(), kept = [];
    data.actors.slice(0, 400).forEach(function (actor) {
      var at = map.latLngToContainerPoint([actor.lat, actor.lon]), half = actor.style.radius || 4;
      kept.push({
        left: frame.left + at.x - half, right: frame.left + at.x + half,
        top: frame.top + at.y - half, bottom: frame.top + at.y + half,
      });
    });
    var over = tall && tall.querySelector("[class*=st-key-legend-]");
    if (over && getComputedStyle(over).position === "absolute") {
      // The legend lies over the map, in the page around its frame.
      var box = over.getBoundingClientRect(), edge = window.frameElement.getBoundingClientRect();
      kept.push({ left: box.left - edge.left, right: box.right - edge.left, top: box.top - edge.top, bottom: box.bottom - edge.top });
    }
    ["zone-name", "town-name"].forEach(function (kind) {
      names.forEach(function (one) {
        var name = one.kind === kind && one.mark.getTooltip().getElement();
        if (!name) return;
        name.style.marginLeft = name.style.marginTop = "0";
        var box = name.getBoundingClientRect(), shift = 0;
        if (kind === "zone-name") {
          var room = map.latLngToContainerPoint([one.lat, one.lon + one.room]).x - map.latLngToContainerPoint([one.lat, one.lon]).x;
          if (box.width > room * 1.15) { name.style.visibility = "hidden"; return; }
        }
        if (box.left < frame.left + 2 && box.right > frame.left) shift = frame.left + 2 - box.left;
        if (box.right > frame.right - 2 && box.left < frame.right) shift = frame.right - 2 - box.right;
        var left = box.left + shift, right = box.right + shift;
        var down = [0, -13, 13, -22, 22].find(function (move) {
          return kept.every(function (other) {
            return right < other.left || left > other.right ||
              box.bottom + move - 2 < other.top || box.top + move + 2 > other.bottom;
          });
        });
        name.style.marginLeft = shift + "px";
        name.style.marginTop = (down || 0) + "px";
        name.style.visibility = down === undefined ? "hidden" : "visible";
        if (down !== undefined) kept.push({ left: left, right: right, top: box.top + down, bottom: box.bottom + down });
      });
    });
  }
  if (map.maillageArrange) map.off("zoomend moveend resize", map.maillageArrange);
  map.maillageArrange = arrange;
  map.on("zoomend moveend resize", arrange);
  var tall = window.frameElement && window.frameElement.closest("[class*=st-key-tall-]");
  function legend() { return tall && map.getSize().x > 700 ? 300 : 6; }
  function fit() {
    map.invalidateSize({ animate: false });
    // The zone stays in sight: no farther out than half its size, no farther away than its own width.
    map.setMinZoom(0).setMaxBounds(null);
    map.fitBounds(data.bounds, { animate: false, paddingTopLeft: [6, 40], paddingBottomRight: [6, 6] });
    // The legend stands at the left of a wide frame: a zone that leaves nearly enough room moves aside.
    var beside = map.getBoundsZoom(data.bounds, false, L.point(legend() + 12, 46));
    if (beside >= map.getZoom() - 0.5) {
      map.fitBounds(data.bounds, { animate: false, paddingTopLeft: [legend(), 40], paddingBottomRight: [6, 6] });
    }
    map.setMinZoom(map.getZoom() - 1).setMaxBounds(L.latLngBounds(data.bounds).pad(1));
    arrange();
  }
  map.maillageFit = fit;
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
    window.addEventListener("resize", function () { map.invalidateSize({ animate: false }); });
  }
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", data.label);
  if (map.maillageView !== data.view) {
    map.maillageView = data.view;
    fit();
    // The frame takes its final size a moment later.
    setTimeout(fit, 150);
  } else arrange();
};
