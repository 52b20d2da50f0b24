"""One module for each HTTP concern: headers, sessions, health, errors, address checks."""
