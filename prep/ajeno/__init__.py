"""What somebody else wrote (files and messages from outside): read by one schema, all errors at once, in Spanish."""

import os

# No other package that happens to be installed has a say in what is accepted; and looking for one takes 10 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
