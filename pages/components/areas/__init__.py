"""What the page of areas and boundaries is made of."""
