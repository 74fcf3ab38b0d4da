"""What people see: one script a page, and the components that pages are made of."""
