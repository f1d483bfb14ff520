"""Who is asked next: eligibility, ranking, waves. Pure functions over facts; nothing here reads or writes."""
