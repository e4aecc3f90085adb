"""The guide on web pages: its script, its words, and the pages that work without script."""
