"""The web server's own part: requests are taken in whole, and answers given out, without a thread of the program."""
