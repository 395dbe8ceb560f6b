"""Serving the app to several people: who may knock, what they may send, and several processes behind one address."""
