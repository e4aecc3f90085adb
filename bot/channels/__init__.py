"""The ways in: each channel authenticates, limits and answers; Rasa sits behind them."""
