"""What the market measures of itself: facts, figures with one definition each, and the times they are compared with."""
