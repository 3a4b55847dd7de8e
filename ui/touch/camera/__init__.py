"""The live camera: one owner of the device, the newest frame to the reader, a picture of it for the screen."""
