"""What pictures and tables are made of: plain values, told once by stories, drawn by figures, pages, briefing and wall."""
