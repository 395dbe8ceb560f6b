// The map as a picture: drawn again on one canvas with its title and legend, to save as PNG or to print. Nothing leaves the page.
window.maillagePicture = function (map, data) {
  var scale = 2, margin = 16, line = 20, size = map.getSize(), ratio = 1;
  var canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  var wide = size.x + 2 * margin, lines = [];
  function wrapped(text, room, font) {
    pen.font = font;
    var out = [], row = "";
    text.split(" ").forEach(function (word) {
      var longer = row ? row + " " + word : word;
      if (row && pen.measureText(longer).width > room) { out.push(row); row = word; } else row = longer;
    });
    return out.concat(row);
  }
  var plain = "13px sans-serif", strong = "600 16px sans-serif", pale = "#4a5663", ink = "#1c2733";
  var titles = wrapped(data.picture.title, wide - 2 * margin, strong);
  lines.push({ text: data.picture.legend, font: "600 13px sans-serif" });
  data.picture.classes.forEach(function (entry) { lines.push({ text: entry[1], count: entry[2], fill: entry[0], hatch: entry[3] }); });
  data.picture.marks.forEach(function (entry) { lines.push({ text: entry[1], mark: entry[0] }); });
  data.picture.notes.forEach(function (note) {
    wrapped(note, wide - 2 * margin, plain).forEach(function (row) { lines.push({ text: row, colour: pale }); });
  });
  var top = margin + titles.length * 22 + 8;
  canvas.width = wide * scale;
  canvas.height = (top + size.y + margin + lines.length * line + margin) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = ink;
  pen.font = strong;
  titles.forEach(function (row, at) { pen.fillText(row, margin, margin + 16 + at * 22); });

  pen.save();
  pen.translate(margin, top);
  pen.beginPath();
  pen.rect(0, 0, size.x, size.y);
  pen.clip();
  var corner = map.getContainer().getBoundingClientRect();
  map.getContainer().querySelectorAll("img.leaflet-tile-loaded").forEach(function (tile) {
    var box = tile.getBoundingClientRect();
    pen.drawImage(tile, box.left - corner.left, box.top - corner.top, box.width, box.height);
  });
  var renderer = map._renderer, screen = renderer._ctx, pane = L.DomUtil.getPosition(map.getPane("mapPane"));
  pen.save();
  pen.translate(pane.x, pane.y);
  renderer._ctx = pen;
  renderer._drawing = true;
  for (var order = renderer._drawFirst; order; order = order.next) order.layer._updatePath();
  renderer._drawing = false;
  renderer._ctx = screen;
  pen.restore();
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  (map.maillagePlaced || []).forEach(function (name) {
    var x = (name.box.left + name.box.right) / 2, y = (name.box.top + name.box.bottom) / 2;
    var outside = name.kind === "country-name" || name.kind === "division-name";
    pen.font = window.maillageFonts[name.kind];
    pen.letterSpacing = outside ? "1.2px" : "0px";
    pen.strokeStyle = "#ffffff";
    pen.lineWidth = 3;
    pen.strokeText(name.text, x, y);
    pen.fillStyle = outside ? "#6d747c" : ink;
    pen.fillText(name.text, x, y);
    if (name.kind !== "town-name") return;
    pen.beginPath();
    pen.arc(name.x, name.y, 2.5, 0, 2 * Math.PI);
    pen.fill();
  });
  pen.letterSpacing = "0px";
  (map.maillageCounts || []).forEach(function (count) {
    pen.font = "600 12px MaillageSans, sans-serif";
    pen.fillStyle = "#ffffff";
    pen.fillText(count.text, count.x, count.y);
  });
  if (data.tiles && map.maillageTiles) {
    pen.textAlign = "right";
    pen.font = "11px sans-serif";
    pen.strokeText(data.tiles.credit, size.x - 4, size.y - 8);
    pen.fillText(data.tiles.credit, size.x - 4, size.y - 8);
  }
  pen.restore();

  lines.forEach(function (entry, at) {
    var y = top + size.y + margin + at * line, x = margin;
    if (entry.fill) {
      pen.fillStyle = entry.fill;
      pen.fillRect(x, y, 22, 14);
      if (entry.hatch && renderer._hatches && renderer._hatches[entry.hatch]) {
        pen.fillStyle = renderer._hatches[entry.hatch];
        pen.fillRect(x, y, 22, 14);
      }
      pen.strokeStyle = "#8a94a0";
      pen.lineWidth = 1;
      pen.strokeRect(x + 0.5, y + 0.5, 21, 13);
      x += 32;
    } else if (entry.mark) {
      pen.beginPath();
      pen.arc(x + 11, y + 7, 6, 0, 2 * Math.PI);
      pen.fillStyle = entry.mark.fill;
      pen.fill();
      pen.setLineDash(entry.mark.dashed ? [2, 2] : []);
      pen.strokeStyle = entry.mark.stroke;
      pen.lineWidth = entry.mark.width;
      pen.stroke();
      pen.setLineDash([]);
      if (entry.mark.ringed) {
        pen.beginPath();
        pen.arc(x + 11, y + 7, 3, 0, 2 * Math.PI);
        pen.fillStyle = entry.mark.stroke;
        pen.fill();
      }
      x += 32;
    }
    pen.font = entry.font || plain;
    pen.fillStyle = entry.colour || ink;
    pen.textAlign = "left";
    pen.textBaseline = "alphabetic";
    pen.fillText(entry.text, x, y + 12);
    if (entry.count !== undefined) {
      pen.fillStyle = pale;
      pen.textAlign = "right";
      pen.fillText(String(entry.count), Math.min(wide - margin, margin + 460), y + 12);
    }
  });
  return canvas;
};

window.maillageButtons = function (map) {
  // What each button draws, in a square of 20.
  var SIGNS = {
    home: "M3 10 10 4l7 6M5 8.5V16h4v-4h2v4h4V8.5",
    full: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4",
    png: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M13 7.5h.01",
    print: "M6 8V3h8v5M6 14H3V8h14v6h-3M6 12h8v5H6z",
  };
  var Buttons = L.Control.extend({
    options: { position: "topright" },
    onAdd: function () {
      var box = L.DomUtil.create("div", "maillage-buttons leaflet-bar");
      L.DomEvent.disableClickPropagation(box);
      function button(name, words, act) {
        var one = L.DomUtil.create("button", "maillage-" + name, box);
        one.type = "button";
        one.innerHTML = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="' + SIGNS[name] + '"/></svg>';
        one.setAttribute("aria-label", words.label);
        one.title = words.label === words.help ? words.label : words.label + " — " + words.help;
        one.addEventListener("click", act);
      }
      var data = map.maillageData;
      [["in", data.picture.nearer], ["out", data.picture.farther]].forEach(function (zoom) {
        var one = map.getContainer().querySelector(".leaflet-control-zoom-" + zoom[0]);
        if (!one) return;
        one.title = zoom[1];
        one.setAttribute("aria-label", zoom[1]);
      });
      button("home", data.picture.home, function () { map.maillageFit(); });
      if (document.fullscreenEnabled) {
        button("full", data.picture.full, function () {
          if (document.fullscreenElement) document.exitFullscreen();
          else document.documentElement.requestFullscreen();
        });
      }
      button("png", data.picture.png, function () {
        window.maillagePicture(map, map.maillageData).toBlob(function (blob) {
          var link = document.createElement("a");
          link.href = URL.createObjectURL(blob);
          link.download = map.maillageData.picture.file;
          document.body.appendChild(link);
          link.click();
          link.remove();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
        }, "image/png");
      });
      button("print", data.picture.print, function () {
        var known = document.getElementById("maillage-print");
        if (known) known.remove();
        var image = document.createElement("img");
        image.id = "maillage-print";
        image.alt = map.maillageData.label;
        image.onload = function () { window.print(); };
        image.src = window.maillagePicture(map, map.maillageData).toDataURL("image/png");
        document.body.appendChild(image);
      });
      return box;
    },
  });
  return new Buttons();
};
