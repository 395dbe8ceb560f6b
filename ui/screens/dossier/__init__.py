"""The dossier: what is composed, what is prepared and taken away, and what changed since an earlier one."""
