"""What people see: views, templates, keyboards, words and numbers in their own language."""
