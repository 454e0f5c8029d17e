"""Reading: from the folders and files that a user names to documents, with all that could not be read named."""

from comity.read.folder import Reading, read

__all__ = ["Reading", "read"]
