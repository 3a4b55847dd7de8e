"""What stands on each paper, as lines and boxes; how it becomes dots is the printers' business."""
