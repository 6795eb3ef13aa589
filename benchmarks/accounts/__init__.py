"""How well accounts are read, held against stories read by hand."""
