"""The widget and its pages, tried in a real browser."""
