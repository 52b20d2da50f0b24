"""The fictional country against the rules of a return and the shape of the published table."""
