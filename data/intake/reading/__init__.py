"""From the bytes of a file to the lines of its tables, each of them accounted for."""
