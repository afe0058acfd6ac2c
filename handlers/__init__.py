"""The conversation: one package a flow."""
