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
  var follow = { sticky: true, className: "maillage-tip" };
  var zones = L.geoJSON(
    data.zones.map(function (zone) {
      return { type: "Feature", properties: { what: "zone", id: zone[0], tip: zone[1], style: zone[2] }, geometry: zone[3] };
    }),
    {
      smoothFactor: 0.5,
      style: function (feature) { return data.styles[feature.properties.style]; },
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
  data.names.forEach(function (name) {
    L.circleMarker([name[0], name[1]], { radius: 0, stroke: false, fill: false, interactive: false })
      .bindTooltip(name[2], { permanent: true, direction: "center", className: name[3] })
      .addTo(group);
  });
  function fit() {
    map.invalidateSize({ animate: false });
    map.fitBounds(data.bounds, { animate: false, padding: [6, 6] });
  }
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", data.label);
  if (map.maillageView !== data.view) {
    map.maillageView = data.view;
    fit();
    // The frame takes its final size a moment later.
    setTimeout(fit, 150);
  }
};
