"""The dossier: one document, composed once, written as DOCX, PDF or HTML."""
