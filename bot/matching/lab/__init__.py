"""The policy lab: the market's own dispatch and simpler ones, side by side in a simulated city and virtual time."""
