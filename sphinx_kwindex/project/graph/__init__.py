"""Who imports whom, the folder tree, and what follows from them."""
