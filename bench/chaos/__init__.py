"""Is anything lost, or billed twice, when everything dies at random? See __main__.py."""
