"""What Python takes from C and C++."""
