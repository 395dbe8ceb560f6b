"""The screen of the network: who does what, whom to call, the path drawn, the links between services."""
