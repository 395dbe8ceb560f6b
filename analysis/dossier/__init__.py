"""The dossier of a zone: the answers of every question that a written diagnosis tells, asked once."""
