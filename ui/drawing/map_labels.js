// Writes the names of a map: each at most once, by rank, never over another, an actor, the legend or a button.
window.maillageFonts = {
  "zone-name": "600 13px MaillageSans, sans-serif",
  "country-name": "600 12px MaillageSans, sans-serif",
  "division-name": "400 11px MaillageSans, sans-serif",
  "limit-name": "600 12px MaillageSans, sans-serif",
  "town-name": "400 12.5px MaillageSans, sans-serif",
};

// Boxes ({left, right, top, bottom} in pixels) by squares of 64 pixels: what a new box may touch is found at once.
window.maillageBoxes = function () {
  var squares = new Map();
  function over(box, act) {
    for (var x = box.left >> 6; x <= box.right >> 6; x++) {
      for (var y = box.top >> 6; y <= box.bottom >> 6; y++) if (act(x * 100003 + y)) return true;
    }
    return false;
  }
  return {
    add: function (box) {
      over(box, function (at) {
        if (!squares.has(at)) squares.set(at, []);
        squares.get(at).push(box);
      });
    },
    free: function (box, apart) {
      var wide = { left: box.left - apart, right: box.right + apart, top: box.top - apart, bottom: box.bottom + apart };
      return !over(wide, function (at) {
        return (squares.get(at) || []).some(function (other) {
          return wide.left < other.right && wide.right > other.left && wide.top < other.bottom && wide.bottom > other.top;
        });
      });
    },
  };
};

// Places names in their order. Each is {x, y, width, height, kind, text, room}; returns those that hold, with their box.
window.maillagePlace = function (names, taken, size) {
  var kept = [], written = {}, boxes = window.maillageBoxes(), towns = 0;
  // Beyond this many towns a map is read as a list.
  var most = Math.max(4, Math.round((size.x * size.y) / 20000));
  taken.forEach(boxes.add);
  names.forEach(function (name) {
    var town = name.kind === "town-name", half = name.width / 2, tall = name.height / 2;
    if (town && towns >= most) return;
    if (name.room && name.width > name.room * 1.15) return;
    var once = name.kind !== "town-name" && name.kind !== "zone-name";
    if (once && written[name.kind + name.text]) return;
    var spots = town
      ? [[6 + half, 0], [-6 - half, 0], [0, -7 - tall], [0, 7 + tall], [6 + half, -tall - 3], [6 + half, tall + 3]]
      : [[0, 0], [0, -14], [0, 14], [0, -26], [0, 26]];
    var dot = { left: name.x - 4, right: name.x + 4, top: name.y - 4, bottom: name.y + 4 };
    if (town && !boxes.free(dot, 0)) return;
    spots.some(function (move) {
      var box = {
        left: name.x + move[0] - half, right: name.x + move[0] + half,
        top: name.y + move[1] - tall, bottom: name.y + move[1] + tall,
      };
      if (box.left < 2 || box.top < 2 || box.right > size.x - 2 || box.bottom > size.y - 2) return false;
      if (!boxes.free(box, town ? 5 : 2)) return false;
      boxes.add(box);
      if (town) { boxes.add(dot); towns++; }
      written[name.kind + name.text] = true;
      kept.push(Object.assign({ box: box }, name));
      return true;
    });
  });
  return kept;
};

// The letters of the page around the map, where there is one; what is drawn before they come is drawn again.
window.maillageLetters = function (done) {
  if (window.maillageSans) return;
  window.maillageSans = true;
  if (!window.frameElement) return;
  Array.from(window.parent.document.styleSheets).forEach(function (sheet) {
    var rules = [];
    try { rules = Array.from(sheet.cssRules); } catch (error) { return; }
    rules.forEach(function (rule) {
      if (!(rule.style && rule.constructor.name === "CSSFontFaceRule")) return;
      if (rule.style.getPropertyValue("font-family").replace(/["']/g, "") !== "Source Sans") return;
      if (rule.style.getPropertyValue("font-style") === "italic") return;
      var source = /url\(["']?([^"')]+)/.exec(rule.style.getPropertyValue("src"));
      if (!source) return;
      var face = new FontFace("MaillageSans", "url(" + new URL(source[1], sheet.href || window.parent.location.href) + ")", {
        weight: rule.style.getPropertyValue("font-weight") || "400",
      });
      face.load().then(function (ready) { document.fonts.add(ready); done(); }, function () {});
    });
  });
};

window.maillageNames = function (map, data, taken) {
  if (!map.getPane("maillage-names")) {
    var pane = map.createPane("maillage-names");
    pane.classList.add("leaflet-zoom-hide");
    pane.style.zIndex = 640;
    pane.style.pointerEvents = "none";
    map.maillageMeasured = {};
  }
  var pen = document.createElement("canvas").getContext("2d"), reader = document.createElement("span");
  function measured(name) {
    var key = name[3] + name[2] + document.fonts.size;
    if (!map.maillageMeasured[key]) {
      reader.innerHTML = name[2];
      var upper = name[3] === "country-name" || name[3] === "division-name";
      var text = upper ? reader.textContent.toUpperCase() : reader.textContent;
      pen.font = window.maillageFonts[name[3]];
      var width = pen.measureText(text).width + (upper ? text.length * 1.2 : 0) + 4;
      map.maillageMeasured[key] = { text: text, width: width, height: 15 };
    }
    return map.maillageMeasured[key];
  }
  var size = map.getSize(), order = ["zone-name", "limit-name", "country-name", "town-name", "division-name"], wanted = [];
  order.forEach(function (kind) {
    data.names.forEach(function (name) {
      if (name[3] !== kind) return;
      var at = map.latLngToContainerPoint([name[0], name[1]]);
      if (at.x < -50 || at.y < -20 || at.x > size.x + 50 || at.y > size.y + 20) return;
      var one = Object.assign({ x: at.x, y: at.y, kind: kind }, measured(name));
      if (name[4]) one.room = map.latLngToContainerPoint([name[0], name[1] + name[4]]).x - at.x;
      wanted.push(one);
    });
  });
  var kept = window.maillagePlace(wanted, taken, size), origin = map.containerPointToLayerPoint([0, 0]);
  var sheet = document.createDocumentFragment();
  kept.forEach(function (name) {
    var one = document.createElement("span");
    one.className = "maillage-name " + name.kind;
    one.textContent = name.text;
    one.style.left = origin.x + name.box.left + "px";
    one.style.top = origin.y + name.box.top + "px";
    one.style.width = name.width + "px";
    sheet.appendChild(one);
    if (name.kind !== "town-name") return;
    var dot = document.createElement("span");
    dot.className = "maillage-town";
    dot.style.left = origin.x + name.x - 2.5 + "px";
    dot.style.top = origin.y + name.y - 2.5 + "px";
    sheet.appendChild(dot);
  });
  (map.maillageCounts || []).forEach(function (count) {
    var one = document.createElement("span");
    one.className = "maillage-count";
    one.textContent = count.text;
    one.style.left = origin.x + count.x - 20 + "px";
    one.style.top = origin.y + count.y - 8 + "px";
    sheet.appendChild(one);
  });
  map.getPane("maillage-names").replaceChildren(sheet);
  map.maillagePlaced = kept;
};
