"""Why somebody was asked for an order or not, in words: for the operators, and for the technicians themselves."""
