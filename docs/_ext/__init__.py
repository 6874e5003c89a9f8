"""What generates the reference from the library's own values."""
