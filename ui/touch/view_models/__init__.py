"""One view-model per screen: it derives what the screen shows from plain values and publishes it. It draws nothing."""
