"""Rubrics sit an exam before they grade: examples their authors wrote, and attempts to talk the judge round."""
