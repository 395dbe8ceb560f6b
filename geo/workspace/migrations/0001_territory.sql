CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE zone (
    zone_id VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL,
    parent_id VARCHAR,
    name VARCHAR NOT NULL,
    geometry_quality VARCHAR NOT NULL,
    geometry_wkb BLOB NOT NULL
);

-- Every zone with itself and each zone above it.
CREATE TABLE zone_ancestor (zone_id VARCHAR NOT NULL, ancestor_id VARCHAR NOT NULL, ancestor_level VARCHAR NOT NULL);

CREATE TABLE figure (
    zone_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE,
    status VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    PRIMARY KEY (zone_id, indicator, year)
);

CREATE TABLE place (
    layer VARCHAR NOT NULL,
    place_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    zone_id VARCHAR,
    lon DOUBLE NOT NULL,
    lat DOUBLE NOT NULL,
    PRIMARY KEY (layer, place_id)
);

CREATE TABLE place_figure (
    layer VARCHAR NOT NULL,
    place_id VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE
);

CREATE TABLE need_rule (
    rule_id VARCHAR PRIMARY KEY,
    zone_id VARCHAR NOT NULL,
    kind VARCHAR,
    "function" VARCHAR,
    stratum VARCHAR,
    unit VARCHAR NOT NULL,
    base VARCHAR,
    rate DOUBLE,
    "value" DOUBLE,
    "like" VARCHAR,
    status VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    note VARCHAR
);

-- The smallest zone that a point falls in, found by a spatial join: kind is 'place' (with its layer) or 'actor'.
CREATE TABLE position_zone (kind VARCHAR NOT NULL, layer VARCHAR NOT NULL, id VARCHAR NOT NULL, zone_id VARCHAR NOT NULL);
