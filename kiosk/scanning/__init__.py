"""From pictures and keys to text, and from text to what it means. Imported when needed: OpenCV is large."""
