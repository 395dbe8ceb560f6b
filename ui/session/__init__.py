"""What the app keeps of a visit: choices, the proposal being drawn up, answers already worked out."""
