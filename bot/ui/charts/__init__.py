"""Charts as pictures for a phone: drawn in a thread, in the reader's language."""
