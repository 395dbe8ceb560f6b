"""The formats that others speak: HSDS, data·inclusion, Data Package, GeoPackage, GeoParquet, GeoJSON, DCAT-AP."""
