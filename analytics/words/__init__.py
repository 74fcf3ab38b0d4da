"""What people read: language, numbers and money as text, titles, and the glossary of measures."""
