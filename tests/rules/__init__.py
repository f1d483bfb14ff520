"""The house itself: rules that prose alone would not keep. Each can fail, and proves it on a bad example."""
