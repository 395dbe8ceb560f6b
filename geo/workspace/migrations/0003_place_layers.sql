-- Population layers that the user imported: as the file gives them, so that they can be spread again when the
-- figures or the boundaries change. What measures read is in place and place_figure.
CREATE TABLE place_layer (
    layer VARCHAR PRIMARY KEY,
    origin VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    recorded_by VARCHAR NOT NULL,
    crs VARCHAR NOT NULL,
    cell_m DOUBLE,
    population_column VARCHAR,
    rows_read INTEGER NOT NULL
);

-- lon and lat in degrees (EPSG:4326); population is NULL where it is confidential or missing. No key: point_id is
-- checked when the file is read, and an index makes replacing a layer of addresses slow.
CREATE TABLE layer_point (
    layer VARCHAR NOT NULL,
    row_number INTEGER NOT NULL,
    point_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    zone_code VARCHAR,
    lon DOUBLE NOT NULL,
    lat DOUBLE NOT NULL,
    population DOUBLE
);

-- The other counts that the file gives (children, women), in its own year; NULL where confidential or missing.
CREATE TABLE layer_value (layer VARCHAR NOT NULL, point_id VARCHAR NOT NULL, indicator VARCHAR NOT NULL, value DOUBLE);
