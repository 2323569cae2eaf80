"""What every page and interface here shares of HTTP."""
