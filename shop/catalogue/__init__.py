"""What is sold: how it is offered, listed, priced, taken in and taken out."""
