"""What happens to an order after it is placed, and what its shopper is told."""
