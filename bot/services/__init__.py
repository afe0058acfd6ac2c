"""Use-cases: one method, one transaction, one outcome."""
