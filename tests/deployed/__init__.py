"""Installed on a server as docs/operations.md says, by its own commands: `make test-deployed`.

It needs root, the network, a Docker engine with Compose, and Debian's `debootstrap` and `systemd-container`. What it installs
stands in containers and in a Debian of its own that is booted for it; the image `temirqazyq` is made anew.
"""
