"""What travels between the stages: frozen values that compare by value and can be stored."""
