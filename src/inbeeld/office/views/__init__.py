"""One module a page: read the request, call a room, render."""
